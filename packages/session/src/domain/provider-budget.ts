/** How many calls of one kind the provider allows, over sliding windows. */
export interface CallLimits {
  readonly perMinute: number;
  readonly perHour: number;
}

/**
 * Content creation (repositories, invitations) per installation. GitHub's secondary limits are 80 a
 * minute and 500 an hour (docs: "Rate limits for the REST API"); we stay below them on purpose.
 */
export const creationLimits: CallLimits = { perMinute: 75, perHour: 450 };

/** A provider without limits of its own, as local-github is unless it plays GitHub's. */
export const unlimited: CallLimits = { perMinute: 60_000, perHour: 1_000_000 };

/** Creations under way at once, all workers together. GitHub's limit is 100 requests at once. */
export const creationsAtOnce = 20;

const minuteMs = 60_000;
const hourMs = 3_600_000;

/** What the budget knows: calls made in the last hour (ms since 1970, ascending), and a pause. */
export interface BudgetState {
  readonly calls: readonly number[];
  /** The provider asked for silence until then; null when it did not. */
  readonly blockedUntil: number | null;
}

/**
 * When each of the next `count` calls may be made, in ascending order, if each is made as soon as
 * it may: no window of a minute or an hour ever holds more than its limit. Pure.
 */
export function nextSlots(
  state: BudgetState,
  limits: CallLimits,
  now: number,
  count: number,
): number[] {
  const calls = [...state.calls];
  const slots: number[] = [];
  let earliest = Math.max(now, state.blockedUntil ?? 0);
  for (let made = 0; made < count; made++) {
    // The call that leaves the window when this one is made; fewer calls than the limit: none.
    const minuteAgo = calls[calls.length - limits.perMinute];
    const hourAgo = calls[calls.length - limits.perHour];
    earliest = Math.max(
      earliest,
      minuteAgo === undefined ? 0 : minuteAgo + minuteMs,
      hourAgo === undefined ? 0 : hourAgo + hourMs,
    );
    slots.push(earliest);
    calls.push(earliest);
  }
  return slots;
}

/** Drops what no window needs any more. */
export function recentCalls(calls: readonly number[], now: number): number[] {
  return calls.filter((call) => call > now - hourMs);
}

/**
 * When somebody with `ahead` others before them gets all the calls they need, each of the others
 * needing as many: what the page's estimate and the queue's next look are both made from.
 */
export function turnAt(
  state: BudgetState,
  limits: CallLimits,
  now: number,
  ahead: number,
  callsEach: number,
): number {
  const slots = nextSlots(state, limits, now, (ahead + 1) * callsEach);
  return slots.at(-1) ?? now;
}
