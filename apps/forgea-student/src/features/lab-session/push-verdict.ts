import { type LabSessionView, notCountedSentences, type ReceiptView } from "@forgea/session";
import { pushes as words } from "../../lib/sentences.ts";

/** What a receipt says of a push. */
export interface PushVerdict {
  readonly verdict: "counted" | "not-counted" | "undecided";
  /** Why it did not count; nothing where it did. */
  readonly reason: string | undefined;
}

/** Whether a push counted, and if not why, in words. Pure. */
export function verdictOf(push: Pick<ReceiptView, "counted" | "notCountedReason">): PushVerdict {
  if (push.counted) return { verdict: "counted", reason: undefined };
  const why = notCountedSentences[push.notCountedReason ?? ""] ?? words.notCountedUnknown;
  // Pushes of a held session are looked at again, so nothing is decided about them yet.
  return push.notCountedReason === "SESSION_AMBIGUOUS"
    ? { verdict: "undecided", reason: words.undecided(why) }
    : { verdict: "not-counted", reason: words.notCounted(why) };
}

/** The number of the push that is handed in: the last one that counted. Pushes stand newest first. */
export function handedInNumber(session: Pick<LabSessionView, "pushes">): number | undefined {
  return session.pushes.find(({ counted }) => counted)?.number;
}
