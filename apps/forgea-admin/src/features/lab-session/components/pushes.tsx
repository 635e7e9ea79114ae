import type { ReceiptView, StaffLabSessionView } from "@forgea/session";
import { Badge } from "@forgea/ui/badge";
import { EmptyState } from "@forgea/ui/empty-state";
import { type Receipt, ReceiptList } from "@forgea/ui/receipt-list";
import { notCountedSentence, labSession as words } from "../../../lib/sentences.ts";

/** The pushes of a session with their receipts, newest first; `limit` shows only the newest. */
export function Pushes({
  labSession,
  limit,
}: {
  labSession: Pick<StaffLabSessionView, "pushes" | "handedIn">;
  limit?: number;
}) {
  const { pushes, handedIn } = labSession;
  if (pushes.length === 0) {
    return (
      <EmptyState
        className="rounded-lg border py-8"
        description={words.noPushesText}
        title={words.noPushes}
      />
    );
  }
  const handedInNumber = pushes.find(
    (push) => push.counted && push.commitSha === handedIn?.commitSha,
  )?.number;
  return (
    <ReceiptList
      label={words.pushes}
      receipts={pushes
        .slice(0, limit)
        .map((push) => toReceipt(push, push.number === handedInNumber))}
    />
  );
}

function toReceipt(push: ReceiptView, handedIn: boolean): Receipt {
  const undecided = push.notCountedReason === "SESSION_AMBIGUOUS";
  return {
    id: String(push.number),
    number: push.number,
    commit: push.commitSha,
    receivedAt: push.receivedAt,
    verdict: push.counted ? "counted" : undecided ? "undecided" : "not-counted",
    ...(push.counted ? {} : { reason: notCountedSentence(push.notCountedReason) }),
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
