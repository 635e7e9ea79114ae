import type { Caller } from "../access/identify-caller.ts";

/** How many requests stand in the headers for how long; the same object as long as it is the same rule. */
export interface PrimaryLimit {
  perHour: number;
  hourMs: number;
}

/** GitHub's figures for an App's installation and for a person. */
export const usualLimit: PrimaryLimit = { perHour: 5000, hourMs: 3600 * 1000 };

export interface RateState {
  limit: number;
  used: number;
  remaining: number;
  /** Seconds since 1970. */
  reset: number;
}

export interface RateWindows {
  count(subject: string): RateState;
  look(subject: string): RateState;
}

interface Window {
  rule: PrimaryLimit;
  used: number;
  endsAt: number;
}

const state = ({ rule, used, endsAt }: Window): RateState => ({
  limit: rule.perHour,
  used,
  remaining: Math.max(0, rule.perHour - used),
  reset: Math.ceil(endsAt / 1000),
});

/** Counts requests per caller and hour, for the headers; this refuses nobody. */
export function createRateWindows(rule: () => PrimaryLimit): RateWindows {
  const windows = new Map<string, Window>();

  function current(subject: string): Window {
    const now = Date.now();
    const known = windows.get(subject);
    const valid = rule();
    if (known && known.endsAt > now && known.rule === valid) return known;
    const fresh = { rule: valid, used: 0, endsAt: now + valid.hourMs };
    windows.set(subject, fresh);
    return fresh;
  }

  return {
    count(subject) {
      const window = current(subject);
      window.used += 1;
      return state(window);
    },
    look: (subject) => state(current(subject)),
  };
}

/** On whose account a request counts: limits belong to the person or the installation, not to the token. */
export function subjectOf(caller: Caller): string {
  if (caller.kind === "user") return `user ${caller.account.id}`;
  if (caller.kind === "installation") return `installation ${caller.installation.id}`;
  return caller.kind;
}
