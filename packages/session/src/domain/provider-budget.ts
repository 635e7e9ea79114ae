/** How many content creations the provider allows, over sliding windows and at once. */
export interface CallLimits {
  readonly perMinute: number;
  readonly perHour: number;
  /** Creations under way at once, all workers together. */
  readonly atOnce: number;
  /** Length of the short window in milliseconds: a minute, less where a test run scales time. */
  readonly minuteMs: number;
  /** Length of the long window in milliseconds: an hour, less where a test run scales time. */
  readonly hourMs: number;
}

/**
 * Content creation (repositories, invitations) per installation. GitHub's secondary limits are 80 a
 * minute, 500 an hour and 100 requests at once (docs: "Rate limits for the REST API"); we stay
 * below them on purpose.
 */
export const creationLimits: CallLimits = {
  perMinute: 75,
  perHour: 450,
  atOnce: 20,
  minuteMs: 60_000,
  hourMs: 3_600_000,
};

/** The same limits where a test run lets time pass `timeScale` times as fast. */
export function scaleLimits(limits: CallLimits, timeScale: number): CallLimits {
  return {
    ...limits,
    minuteMs: limits.minuteMs / timeScale,
    hourMs: limits.hourMs / timeScale,
  };
}

/** A fifth is left for students who start while repositories are prepared. */
const preparingShare = 0.8;

function share(calls: number): number {
  return Math.max(1, Math.floor(calls * preparingShare));
}

/** What preparing may use of the limits: a student who starts meanwhile does not wait for it. */
export function preparingLimits(limits: CallLimits): CallLimits {
  return {
    ...limits,
    perMinute: share(limits.perMinute),
    perHour: share(limits.perHour),
    atOnce: share(limits.atOnce),
  };
}

/** What the budget knows: calls of the last hour (ms since 1970, in any order), and a pause. */
export interface BudgetState {
  readonly calls: readonly number[];
  /** The provider asked for silence until then; null when it did not. */
  readonly blockedUntil: number | null;
  /** How far apart the workers lately took their turns, in ms: no turn comes faster than they work. */
  readonly paceMs?: number;
}

/**
 * When each of the next `count` calls may be made, in ascending order, if each is made as soon as
 * it may: no window of a minute or an hour ever holds more than its limit. Pure.
 */
export function nextSlots(
  state: BudgetState,
  limits: CallLimits | null,
  now: number,
  count: number,
): number[] {
  const calls = state.calls.toSorted((a, b) => a - b);
  const pace = state.paceMs ?? 0;
  const slots: number[] = [];
  let earliest = Math.max(now, state.blockedUntil ?? 0);
  for (let made = 0; made < count; made++) {
    // The call that leaves the window when this one is made; fewer calls than the limit: none.
    const minuteAgo = limits === null ? undefined : calls[calls.length - limits.perMinute];
    const hourAgo = limits === null ? undefined : calls[calls.length - limits.perHour];
    earliest = Math.max(
      made === 0 ? earliest : earliest + pace,
      minuteAgo === undefined || limits === null ? 0 : minuteAgo + limits.minuteMs,
      hourAgo === undefined || limits === null ? 0 : hourAgo + limits.hourMs,
    );
    slots.push(earliest);
    calls.push(earliest);
  }
  return slots;
}

/**
 * The budget as it will turn out: a call whose answer is not known counts as made later than any
 * answer may take, but is most likely made now. For estimates only, never for granting.
 */
export function expectedState(state: BudgetState, now: number): BudgetState {
  return { ...state, calls: state.calls.map((call) => Math.min(call, now)) };
}

/** Drops what no window needs any more. */
export function recentCalls(
  calls: readonly number[],
  limits: CallLimits,
  now: number,
): readonly number[] {
  return calls.filter((call) => call > now - limits.hourMs);
}

/** Who stands before somebody in line. */
export interface Line {
  /** How many wait before. */
  readonly ahead: number;
  /** Calls that each of them needs: one, or two where an invitation follows. */
  readonly callsEach: number;
  /** Calls that those who had their turn still need. */
  readonly owed: number;
}

/** When somebody's turn comes, if all before them make the calls they need. Pure. */
export function turnAt(
  state: BudgetState,
  limits: CallLimits | null,
  now: number,
  line: Line,
): number {
  const before = line.owed + line.ahead * line.callsEach;
  // The pace is that of turns, and each turn makes `callsEach` calls.
  const paceMs = (state.paceMs ?? 0) / line.callsEach;
  return nextSlots({ ...state, paceMs }, limits, now, before + 1).at(-1) ?? now;
}

/** Longer than this between two turns is waiting, not work. */
const pauseMs = 2_000;
/** What is assumed before anything was seen: a cautious worker. */
const firstPaceMs = 100;

/** How far apart the latest turns (ms since 1970, in any order) were while there was work. Pure. */
export function paceOf(turns: readonly number[]): number {
  const ordered = turns.toSorted((a, b) => a - b);
  const gaps = ordered.slice(1).map((turn, index) => turn - (ordered[index] ?? turn));
  const worked = gaps.filter((gap) => gap < pauseMs);
  if (worked.length < 4) return firstPaceMs;
  return worked.reduce((sum, gap) => sum + gap, 0) / worked.length;
}
