import {
  type LabSessionView,
  notCountedSentences,
  type ReceiptView,
  whyNotCounted,
} from "@forgea/session";
import { pushes as words } from "../../lib/sentences.ts";

/** What a receipt says of a push. */
export interface PushVerdict {
  readonly verdict: "counted" | "not-counted" | "undecided";
  /** Why it did not count, to be followed by the time where there is one; null where it counted. */
  readonly why: { readonly sentence: string; readonly at: Date | null } | null;
}

/** Whether a push counted, and if not why, in words. Pure. */
export function verdictOf(
  push: Pick<ReceiptView, "counted" | "notCountedReason" | "providerPushedAt">,
  session: Pick<LabSessionView, "status" | "endsAt" | "completedAt" | "submission">,
): PushVerdict {
  if (push.counted) return { verdict: "counted", why: null };
  const { cause, at } = whyNotCounted(
    { pushedAt: push.providerPushedAt, reason: push.notCountedReason },
    { ...session, submittedByStaff: isByStaff(session.submission) },
  );
  const why = notCountedSentences[cause].student;
  // Pushes of a held session are looked at again, so nothing is decided about them yet.
  return cause === "being-checked"
    ? { verdict: "undecided", why: { sentence: words.undecided(why), at } }
    : { verdict: "not-counted", why: { sentence: words.notCounted(why), at } };
}

/** Whether somebody else than the student submitted. Pure. */
export function isByStaff(submission: LabSessionView["submission"]): boolean {
  return submission !== null && submission.by !== "STUDENT";
}

/** The number of the push that is handed in: the last one that counted. Pushes stand newest first. */
export function handedInNumber(session: Pick<LabSessionView, "pushes">): number | undefined {
  return session.pushes.find(({ counted }) => counted)?.number;
}
