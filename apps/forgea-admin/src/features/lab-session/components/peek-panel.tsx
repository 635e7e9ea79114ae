"use client";

import type { MonitorRow } from "@forgea/session";
import { readPublicError } from "@forgea/trpc/read-public-error";
import { DescriptionItem, DescriptionList } from "@forgea/ui/description-list";
import { ErrorState } from "@forgea/ui/error-state";
import { MonoId } from "@forgea/ui/mono-id";
import { Section } from "@forgea/ui/section";
import { SkeletonLines } from "@forgea/ui/skeleton";
import { StatusBadge } from "@forgea/ui/status-badge";
import { peek, stateLabel, labSession as words } from "../../../lib/sentences.ts";
import { RepositoryLink } from "../../repository/components/repository-link.tsx";
import { useLabSession } from "../use-lab-session.ts";
import { AboutLab } from "./about-lab.tsx";
import { Moment } from "./moment.tsx";
import { Pushes } from "./pushes.tsx";
import { StateNotice } from "./state-notice.tsx";

const shownPushes = 5;

/** Below the student's name in a peek. */
export function PeekDescription({ row }: { row: MonitorRow }) {
  return <AboutLab labSession={row} />;
}

/** A session in short: what the row knows at once, the rest as soon as it is read. */
export function PeekPanel({ row }: { row: MonitorRow }) {
  const query = useLabSession(row.id);
  const labSession = query.data;
  const shown = labSession ?? row;
  const status = shown.heldAt === null ? shown.status : "HELD";
  return (
    <>
      <div>
        <StatusBadge label={stateLabel(shown)} status={status} />
      </div>
      {labSession === undefined ? null : <StateNotice labSession={labSession} />}
      <DescriptionList>
        <DescriptionItem term={words.details.repository}>
          <RepositoryLink repository={shown.repository} />
        </DescriptionItem>
        <DescriptionItem term={words.details.created}>
          <Moment at={shown.createdAt} />
        </DescriptionItem>
        <DescriptionItem term={words.details.ends}>
          <Moment at={shown.endsAt} missing={words.noEnd} />
        </DescriptionItem>
        {labSession === undefined ? null : (
          <DescriptionItem term={words.details.access}>
            {words.access[labSession.accessState]}
          </DescriptionItem>
        )}
        <DescriptionItem term={words.details.id}>
          <MonoId copyLabel={words.copyId} value={row.id} />
        </DescriptionItem>
      </DescriptionList>
      <Section title={peek.lastPushes}>
        {labSession === undefined ? (
          <PushesPending error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <>
            <Pushes labSession={labSession} limit={shownPushes} />
            {labSession.pushes.length > shownPushes ? (
              <p className="text-small text-muted-foreground">
                {peek.more(labSession.pushes.length - shownPushes)}
              </p>
            ) : null}
          </>
        )}
      </Section>
    </>
  );
}

function PushesPending({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  if (error === null) return <SkeletonLines lines={4} />;
  const { sentence, nextAction, traceId } = readPublicError(error);
  return (
    <ErrorState
      lost={sentence}
      next={nextAction}
      onRetry={onRetry}
      title={words.loadFailed}
      traceId={traceId ?? undefined}
    />
  );
}
