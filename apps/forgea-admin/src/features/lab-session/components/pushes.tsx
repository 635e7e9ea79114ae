import {
  notCountedSentences,
  type ReceiptView,
  type StaffLabSessionView,
  whyNotCounted,
} from "@forgea/session";
import { AbsoluteTime } from "@forgea/ui/absolute-time";
import { Badge } from "@forgea/ui/badge";
import { EmptyState } from "@forgea/ui/empty-state";
import { type Receipt, ReceiptList } from "@forgea/ui/receipt-list";
import { labSession as words } from "../../../lib/sentences.ts";
import { hasEnded } from "../has-ended.ts";

type Subject = Pick<
  StaffLabSessionView,
  "pushes" | "status" | "endsAt" | "completedAt" | "submission" | "repository"
>;

/** The pushes of a session with their receipts, newest first; `limit` shows only the newest. */
export function Pushes({ labSession, limit }: { labSession: Subject; limit?: number }) {
  const { pushes } = labSession;
  const ended = hasEnded(labSession.status);
  if (pushes.length === 0) {
    return (
      <EmptyState
        className="rounded-lg border py-8"
        description={ended ? words.noPushesEndedText : words.noPushesText}
        title={ended ? words.noPushesEnded : words.noPushes}
      />
    );
  }
  const lastCounted = pushes.find((push) => push.counted)?.number;
  return (
    <ReceiptList
      label={words.pushes}
      receipts={pushes
        .slice(0, limit)
        .map((push) => toReceipt(push, labSession, ended && push.number === lastCounted))}
    />
  );
}

/** What is handed in is said once the session has ended, to staff as to the student. */
function toReceipt(push: ReceiptView, session: Subject, handedIn: boolean): Receipt {
  const undecided = push.notCountedReason === "SESSION_AMBIGUOUS";
  return {
    id: String(push.number),
    number: push.number,
    commit: push.commitSha,
    ...(session.repository === null
      ? {}
      : { commitHref: `${session.repository.webUrl}/commit/${push.commitSha}` }),
    receivedAt: push.receivedAt,
    verdict: push.counted ? "counted" : undecided ? "undecided" : "not-counted",
    ...(push.counted ? {} : { reason: <Why push={push} session={session} /> }),
    ...(handedIn || push.forced
      ? {
          badge: (
            <>
              {handedIn ? <Badge tone="violet">{words.handedIn}</Badge> : null}
              {push.forced ? <Badge>{words.forced}</Badge> : null}
            </>
          ),
        }
      : {}),
  };
}

function Why({ push, session }: { push: ReceiptView; session: Subject }) {
  const { submission } = session;
  const { cause, at } = whyNotCounted(
    { pushedAt: push.providerPushedAt, reason: push.notCountedReason },
    { ...session, submittedByStaff: submission !== null && submission.by !== "STUDENT" },
  );
  const why = notCountedSentences[cause].staff;
  return (
    <>
      {cause === "being-checked" ? words.notDecided(why) : words.notCounted(why)}
      {at === null ? null : (
        <>
          {" "}
          {words.notCountedAt} <AbsoluteTime at={at} format="day-clock" />
        </>
      )}
      .
    </>
  );
}
