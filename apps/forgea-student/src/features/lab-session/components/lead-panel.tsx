"use client";

import { failureReassurance, failureSentences, type LabSessionView } from "@forgea/session";
import { AbsoluteTime } from "@forgea/ui/absolute-time";
import { Card } from "@forgea/ui/card";
import { LinkButton } from "@forgea/ui/link-button";
import { NoticeBanner } from "@forgea/ui/notice-banner";
import { ended, held } from "../../../lib/sentences.ts";
import { isByStaff } from "../push-verdict.ts";
import { HandIn } from "./hand-in.tsx";
import { HandedInCommit } from "./handed-in-commit.tsx";
import { Invitation } from "./invitation.tsx";
import { SettingUp } from "./setting-up.tsx";
import { nextButtons, WhatNext } from "./what-next.tsx";

/** What the student should do or know now, whatever the state: it leads the page. */
export function LeadPanel({ session }: { session: LabSessionView }) {
  if (session.heldAt !== null) {
    return (
      <NoticeBanner title={held.title} tone="hold">
        {held.text} {held.toldAt} <AbsoluteTime at={session.heldAt} format="clock" />.
      </NoticeBanner>
    );
  }
  switch (session.status) {
    case "PROVISIONING":
      return <SettingUp session={session} />;
    case "IN_PROGRESS":
      return <InProgress session={session} />;
    case "COMPLETED":
      return (
        <Card title={ended.submittedTitle}>
          <div className="flex flex-col gap-3">
            <HandedInCommit session={session} />
            <SubmittedByStaff submission={session.submission} />
            <p className="text-muted-foreground">{ended.submittedText}</p>
            <WhatNext session={session} />
          </div>
        </Card>
      );
    case "EXPIRED":
      return (
        <Card title={ended.expiredTitle}>
          <div className="flex flex-col gap-3">
            <HandedInCommit session={session} />
            <p className="text-muted-foreground">
              {session.handedIn === null ? ended.expiredNothing : ended.expiredText}
            </p>
            <WhatNext session={session} />
          </div>
        </Card>
      );
    case "FAILED":
      return (
        <NoticeBanner
          action={nextButtons(session) ?? undefined}
          title={ended.failedTitle}
          tone="danger"
        >
          {failureSentences[session.failureCode ?? ""] ?? ended.failedUnknown} {failureReassurance}{" "}
          {failedNext(session)}
        </NoticeBanner>
      );
    case "ARCHIVED":
      return (
        <NoticeBanner
          action={
            <LinkButton href={`/labs/${session.lab.slug}`} size="small">
              {ended.toNewer}
            </LinkButton>
          }
          title={ended.archivedTitle}
          tone="info"
        >
          {ended.archivedText}
        </NoticeBanner>
      );
  }
}

function failedNext({ possible }: LabSessionView): string {
  if (possible.includes("retry")) return ended.failedRetry;
  return possible.includes("archive") ? ended.failedReplace : ended.failedNext;
}

/** Said only when it was not the student who submitted. */
function SubmittedByStaff({ submission }: Pick<LabSessionView, "submission">) {
  if (submission === null || !isByStaff(submission)) return null;
  return (
    <p>
      {ended.byStaff} <AbsoluteTime at={submission.at} format="day-clock" />.{" "}
      {submission.reason === null ? null : ended.byStaffReason(submission.reason)}
    </p>
  );
}

function InProgress({ session }: { session: LabSessionView }) {
  const invited = session.access.state === "INVITED" && session.access.invitationUrl !== null;
  return (
    <>
      {invited ? <Invitation session={session} /> : null}
      {/* Nothing pushed yet: cloning leads, and handing in stands below it. */}
      {session.pushes.length === 0 ? null : <HandIn leads={!invited} session={session} />}
    </>
  );
}
