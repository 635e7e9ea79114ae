import type { Caller } from "../access/identify-caller.ts";

const LIMIT = 5000;
const WINDOW_MS = 3600 * 1000;

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

const state = (window: { used: number; endsAt: number }): RateState => ({
  limit: LIMIT,
  used: window.used,
  remaining: Math.max(0, LIMIT - window.used),
  reset: Math.ceil(window.endsAt / 1000),
});

/** Counts requests per caller and hour, for the headers; nobody is refused. */
export function createRateWindows(): RateWindows {
  const windows = new Map<string, { used: number; endsAt: number }>();

  function current(subject: string) {
    const now = Date.now();
    const known = windows.get(subject);
    if (known && known.endsAt > now) return known;
    const fresh = { used: 0, endsAt: now + WINDOW_MS };
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
