"use client";

import type { StaffLabSessionView } from "@forgea/session";
import { readPublicError } from "@forgea/trpc/read-public-error";
import { ErrorState } from "@forgea/ui/error-state";
import { PageBody } from "@forgea/ui/page-body";
import { Section } from "@forgea/ui/section";
import { labSession as words } from "../../lib/sentences.ts";
import { useTrailName } from "../frame/components/page-trail.tsx";
import { EventTimeline } from "./components/event-timeline.tsx";
import { Facts } from "./components/facts.tsx";
import { LabSessionHeader } from "./components/lab-session-header.tsx";
import { LabSessionSkeleton } from "./components/lab-session-skeleton.tsx";
import { OtherAttempts } from "./components/other-attempts.tsx";
import { OtherRefs } from "./components/other-refs.tsx";
import { Pushes } from "./components/pushes.tsx";
import { StateNotice } from "./components/state-notice.tsx";
import { useLabSession, useSeenSeq } from "./use-lab-session.ts";

/** Everything staff see of one session, kept true while it is looked at. */
export function LabSession({ id, mayOverride }: { id: string; mayOverride: boolean }) {
  const query = useLabSession(id);
  if (query.data !== undefined) {
    return <LabSessionPage labSession={query.data} mayOverride={mayOverride} />;
  }
  if (query.isError) {
    const error = readPublicError(query.error);
    return (
      <ErrorState
        lost={error.sentence}
        next={error.nextAction}
        onRetry={() => void query.refetch()}
        retrying={query.isFetching}
        title={words.loadFailed}
        traceId={error.traceId ?? undefined}
      />
    );
  }
  return <LabSessionSkeleton />;
}

function LabSessionPage({
  labSession,
  mayOverride,
}: {
  labSession: StaffLabSessionView;
  mayOverride: boolean;
}) {
  const seenSeq = useSeenSeq(labSession.timeline);
  useTrailName(labSession.student.name);
  return (
    <PageBody>
      <LabSessionHeader labSession={labSession} mayOverride={mayOverride} />
      <StateNotice labSession={labSession} />
      <div className="grid min-w-0 gap-x-10 gap-y-8 lg:grid-cols-[minmax(0,1fr)_24rem] xl:grid-cols-[minmax(0,1fr)_29rem]">
        <div className="flex min-w-0 flex-col gap-8">
          <Section title={words.pushes}>
            <Pushes labSession={labSession} />
            <OtherRefs refs={labSession.otherRefs} />
          </Section>
          <Section title={words.timeline}>
            <EventTimeline entries={labSession.timeline} seenSeq={seenSeq} />
          </Section>
        </div>
        <div className="flex min-w-0 flex-col gap-8">
          <Section title={words.facts}>
            <Facts labSession={labSession} />
          </Section>
          <OtherAttempts attempts={labSession.otherAttempts} />
        </div>
      </div>
    </PageBody>
  );
}
