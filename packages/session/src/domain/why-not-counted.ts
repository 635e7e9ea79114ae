import {
  type CountingPush,
  type CountingSession,
  isAfterEnd,
  isAfterSubmission,
} from "./push-time.ts";

/** Why a push did not count, as far as people can be told. */
export type NotCountedCause =
  | "after-end"
  | "after-submission"
  | "after-submission-by-staff"
  | "after-stop"
  | "being-checked"
  | "unknown";

export interface WhyNotCounted {
  readonly cause: NotCountedCause;
  /** When what forbids it happened; null where the session does not say. */
  readonly at: Date | null;
}

/** A push that did not count, with the reason code that its snapshot keeps. */
export type NotCountedPush = Pick<CountingPush, "pushedAt"> & { readonly reason: string | null };

export type ToldSession = Pick<CountingSession, "status" | "endsAt" | "completedAt"> & {
  readonly submittedByStaff: boolean;
};

/**
 * The code SESSION_STATE_FORBIDS says only that the session refused a push; push and session together
 * say why. What came first forbids it: the end, or the submission. Pure.
 */
export function whyNotCounted(push: NotCountedPush, session: ToldSession): WhyNotCounted {
  if (push.reason === "SESSION_AMBIGUOUS") return { cause: "being-checked", at: null };
  if (push.reason !== "SESSION_STATE_FORBIDS") return { cause: "unknown", at: null };
  const { endsAt, completedAt } = session;
  const ended = isAfterEnd(push, session);
  const submitted = isAfterSubmission(push, session);
  if (submitted && !(ended && endsAt !== null && completedAt !== null && endsAt < completedAt)) {
    const cause = session.submittedByStaff ? "after-submission-by-staff" : "after-submission";
    return { cause, at: completedAt };
  }
  if (ended) return { cause: "after-end", at: endsAt };
  return { cause: session.status === "FAILED" ? "after-stop" : "unknown", at: null };
}
