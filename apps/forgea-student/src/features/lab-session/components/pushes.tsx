"use client";

import type { LabSessionView, ReceiptView } from "@forgea/session";
import { AbsoluteTime } from "@forgea/ui/absolute-time";
import { Badge } from "@forgea/ui/badge";
import { EmptyState } from "@forgea/ui/empty-state";
import { type Receipt, ReceiptList } from "@forgea/ui/receipt-list";
import { Section } from "@forgea/ui/section";
import { GitCommitHorizontal } from "lucide-react";
import { pushes as words } from "../../../lib/sentences.ts";
import { handedInNumber, verdictOf } from "../push-verdict.ts";
import { OtherRefs } from "./other-refs.tsx";

/** Every push that arrived, with its receipt: when, which commit, counted or not and why. */
export function Pushes({ session }: { session: LabSessionView }) {
  if (session.pushes.length === 0) {
    const open = session.status === "IN_PROGRESS";
    return (
      <Section title={words.title}>
        <EmptyState
          className="rounded-lg border py-8"
          description={open ? words.emptyText : words.emptyClosed}
          icon={<GitCommitHorizontal />}
          title={open ? words.emptyTitle : words.emptyClosedTitle}
        />
        <OtherRefs refs={session.otherRefs} />
      </Section>
    );
  }
  return (
    <Section description={words.description} title={words.title}>
      <ReceiptList
        label={words.listLabel}
        receipts={session.pushes.map((push) => receiptOf(push, session))}
      />
      <OtherRefs refs={session.otherRefs} />
      <p className="text-small text-subtle-foreground">{words.tolerance}</p>
    </Section>
  );
}

function receiptOf(push: ReceiptView, session: LabSessionView): Receipt {
  const closed = session.status === "COMPLETED" || session.status === "EXPIRED";
  const { verdict, why } = verdictOf(push, session);
  const isHandedIn = closed && push.number === handedInNumber(session);
  return {
    id: String(push.number),
    number: push.number,
    commit: push.commitSha,
    receivedAt: push.receivedAt,
    ...(session.repository === null
      ? {}
      : { commitHref: `${session.repository.webUrl}/commit/${push.commitSha}` }),
    verdict,
    ...(why === null ? {} : { reason: <Why {...why} /> }),
    badge: (
      <>
        {isHandedIn ? <Badge tone="violet">{words.handedIn}</Badge> : null}
        {push.forced ? <Badge tone="grey">{words.forced}</Badge> : null}
      </>
    ),
  };
}

function Why({ sentence, at }: { sentence: string; at: Date | null }) {
  return (
    <>
      {sentence}
      {at === null ? null : (
        <>
          {" "}
          {words.at} <AbsoluteTime at={at} format="day-clock" />
        </>
      )}
      .
    </>
  );
}
