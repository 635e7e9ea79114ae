/** Milliseconds in the student's favour when a push time is compared with an end. Stated on the receipt. */
export const pushTimeToleranceMs = 5_000;

/** What decides whether a push counts. */
export interface CountingSession {
  readonly status: string;
  readonly held: boolean;
  readonly endsAt: Date | null;
  readonly completedAt: Date | null;
}

export type Counting =
  | { readonly counts: true }
  | { readonly counts: false; readonly reason: "SESSION_STATE_FORBIDS" | "SESSION_AMBIGUOUS" };

/**
 * A push counts by when it was pushed (provider's time), not by when it was processed: not later
 * than the end or the submission, five seconds in the student's favour. A held session's pushes are
 * kept and looked at again when it is released. Pure.
 */
export function counts(pushedAt: Date, session: CountingSession): Counting {
  if (session.held) return { counts: false, reason: "SESSION_AMBIGUOUS" };
  if (session.status === "FAILED" || session.status === "ARCHIVED") {
    return { counts: false, reason: "SESSION_STATE_FORBIDS" };
  }
  const ends = [session.endsAt, session.completedAt].filter((end) => end !== null);
  const late = ends.some((end) => pushedAt.getTime() > end.getTime() + pushTimeToleranceMs);
  return late ? { counts: false, reason: "SESSION_STATE_FORBIDS" } : { counts: true };
}

/** The end of a session that starts now: the earlier of start + duration and the lab's due time. */
export function endOf(
  startedAt: Date,
  durationMinutes: number | null,
  dueAt: Date | null,
): Date | null {
  const byDuration =
    durationMinutes === null ? null : new Date(startedAt.getTime() + durationMinutes * 60_000);
  if (byDuration === null) return dueAt;
  if (dueAt === null) return byDuration;
  return byDuration < dueAt ? byDuration : dueAt;
}
