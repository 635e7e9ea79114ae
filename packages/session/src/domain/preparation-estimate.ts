import {
  type BudgetState,
  type CallLimits,
  nextSlots,
  preparingLimits,
} from "./provider-budget.ts";

/** What a made repository still waits for: its content to be copied and looked at, in ms. */
const contentMs = 5_000;
/** Whoever begins as late as they may should not be late: a tenth of the time, at least a minute. */
const marginShare = 0.1;
const marginMs = 60_000;

export interface PreparationForecast {
  /** When the last one is ready, if it begins now (ms since 1970). */
  readonly readyAt: number;
  /** How long it takes when nothing else uses the budget, in ms. */
  readonly durationMs: number;
  /** The latest time to begin, rounded down to a minute; null without a class. */
  readonly startBy: number | null;
  /** How many are ready when the class starts, if it begins now; null without a class. */
  readonly readyByClass: number | null;
}

/**
 * What it takes to prepare `count` repositories behind `ahead` that are asked for already, and the
 * latest time to begin for a class that starts at `classStartsAt`. Pure.
 */
export function forecastPreparation(
  state: BudgetState,
  limits: CallLimits | null,
  now: number,
  wish: { readonly ahead: number; readonly count: number; readonly classStartsAt: number | null },
): PreparationForecast {
  const { ahead, count, classStartsAt } = wish;
  const own = limits === null ? null : preparingLimits(limits);
  const ready = nextSlots(state, own, now, ahead + count)
    .slice(ahead)
    .map((slot) => slot + contentMs);
  const rested = { calls: [], blockedUntil: null, paceMs: state.paceMs ?? 0 };
  const durationMs = (nextSlots(rested, own, 0, count).at(-1) ?? 0) + contentMs;
  const latest = (start: number) => {
    const begin = start - durationMs - Math.max(marginMs, durationMs * marginShare);
    return Math.floor(begin / 60_000) * 60_000;
  };
  return {
    readyAt: ready.at(-1) ?? now,
    durationMs,
    startBy: classStartsAt === null ? null : latest(classStartsAt),
    readyByClass: classStartsAt === null ? null : ready.filter((at) => at <= classStartsAt).length,
  };
}
