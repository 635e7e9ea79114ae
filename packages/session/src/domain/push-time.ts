/** Milliseconds in the student's favour when a push time is compared with the end. Stated on the receipt. */
export const pushTimeToleranceMs = 5_000;

/** What of a push decides whether it counts: when it was made, by the provider's time, and its commit. */
export interface CountingPush {
  readonly pushedAt: Date;
  readonly commitSha: string;
}

/** What decides whether a push counts. */
export interface CountingSession {
  readonly status: string;
  readonly held: boolean;
  readonly endsAt: Date | null;
  readonly completedAt: Date | null;
  /** The commit that the student named at Submit; null when nobody did, or staff submitted. */
  readonly submittedSha: string | null;
}

export type Counting =
  | { readonly counts: true }
  | { readonly counts: false; readonly reason: "SESSION_STATE_FORBIDS" | "SESSION_AMBIGUOUS" };

/**
 * A push counts by when it was pushed (provider's time), not by when it was processed: not later than
 * the end, five seconds in the student's favour, and not later than the submission. The commit that was
 * named at Submit counts whatever the provider's clock says. A held session's pushes are kept and looked
 * at again when it is released. Pure.
 */
export function counts(push: CountingPush, session: CountingSession): Counting {
  if (session.held) return { counts: false, reason: "SESSION_AMBIGUOUS" };
  if (session.status === "FAILED" || session.status === "ARCHIVED") {
    return { counts: false, reason: "SESSION_STATE_FORBIDS" };
  }
  // It was the branch's head when it was named, so it was pushed before: a later time is a clock's.
  if (push.commitSha === session.submittedSha) return { counts: true };
  const late = isAfterSubmission(push, session) || isAfterEnd(push, session);
  return late ? { counts: false, reason: "SESSION_STATE_FORBIDS" } : { counts: true };
}

/**
 * Without tolerance: the dialog promised that later pushes do not count. Provider times are whole
 * seconds, rounded down, which is in the student's favour already. Pure.
 */
export function isAfterSubmission(
  { pushedAt }: Pick<CountingPush, "pushedAt">,
  { completedAt }: Pick<CountingSession, "completedAt">,
): boolean {
  return completedAt !== null && pushedAt > completedAt;
}

/** With the tolerance in the student's favour. Pure. */
export function isAfterEnd(
  { pushedAt }: Pick<CountingPush, "pushedAt">,
  { endsAt }: Pick<CountingSession, "endsAt">,
): boolean {
  return endsAt !== null && pushedAt.getTime() > endsAt.getTime() + pushTimeToleranceMs;
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
