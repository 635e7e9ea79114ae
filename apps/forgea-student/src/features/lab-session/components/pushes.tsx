"use client";

import { type LabSessionView, notCountedSentences, type ReceiptView } from "@forgea/session";
import { Badge } from "@forgea/ui/badge";
import { EmptyState } from "@forgea/ui/empty-state";
import { type Receipt, ReceiptList } from "@forgea/ui/receipt-list";
import { Section } from "@forgea/ui/section";
import { GitCommitHorizontal } from "lucide-react";
import { pushes as words } from "../../../lib/sentences.ts";

/** Every push that arrived, with its receipt: when, which commit, counted or not and why. */
export function Pushes({ session }: { session: LabSessionView }) {
  if (session.pushes.length === 0) {
    const open = session.status === "IN_PROGRESS";
    return (
      <Section title={words.title}>
        <EmptyState
          className="rounded-lg border"
          description={open ? words.emptyText : words.emptyClosed}
          icon={<GitCommitHorizontal />}
          title={words.emptyTitle}
        />
      </Section>
    );
  }
  return (
    <Section description={words.description} title={words.title}>
      <ReceiptList
        label={words.listLabel}
        receipts={session.pushes.map((push) => receiptOf(push, session))}
      />
      <p className="text-small text-subtle-foreground">{words.tolerance}</p>
    </Section>
  );
}

function receiptOf(push: ReceiptView, session: LabSessionView): Receipt {
  const isHandedIn = push.number === handedInNumber(session);
  const why = notCountedSentences[push.notCountedReason ?? ""];
  // Pushes of a held session are looked at again, so nothing is decided about them yet.
  const undecided = !push.counted && push.notCountedReason === "SESSION_AMBIGUOUS";
  return {
    id: String(push.number),
    number: push.number,
    commit: push.commitSha,
    receivedAt: push.receivedAt,
    verdict: push.counted ? "counted" : undecided ? "undecided" : "not-counted",
    reason: reasonOf(push.counted, undecided, why),
    badge: (
      <>
        {isHandedIn && session.status !== "IN_PROGRESS" ? (
          <Badge tone="violet">{words.handedIn}</Badge>
        ) : null}
        {push.forced ? <Badge tone="grey">{words.forced}</Badge> : null}
      </>
    ),
  };
}

function reasonOf(counted: boolean, undecided: boolean, why: string | undefined) {
  if (counted) return undefined;
  if (undecided && why !== undefined) return words.undecided(why);
  return words.notCounted(why ?? words.notCountedUnknown);
}

/** The last counted push is what is handed in; pushes stand newest first. */
function handedInNumber(session: LabSessionView): number | undefined {
  return session.pushes.find((push) => push.counted)?.number;
}
