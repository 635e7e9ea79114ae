"use client";

import type { LabSessionView } from "@forgea/session";
import { Badge } from "@forgea/ui/badge";
import { Countdown } from "@forgea/ui/countdown";
import { PageHeader } from "@forgea/ui/page-header";
import { StatusBadge } from "@forgea/ui/status-badge";
import { StudentColumns } from "@forgea/ui/student-columns";
import { TextLink } from "@forgea/ui/text-link";
import { labSession as words } from "../../lib/sentences.ts";
import { statusOf } from "../../lib/status-of.ts";
import { QueryProblem } from "../problem/query-problem.tsx";
import { ClonePanel } from "./components/clone-panel.tsx";
import { EndNotice } from "./components/end-notice.tsx";
import { LabSessionSkeleton } from "./components/lab-session-skeleton.tsx";
import { LeadPanel } from "./components/lead-panel.tsx";
import { Pushes } from "./components/pushes.tsx";
import { SessionFacts } from "./components/session-facts.tsx";
import { useLabSession } from "./use-lab-session.ts";

/** A lab session as its student sees it: the one thing to do now first, then the receipts. */
export function LabSession({ id, login }: { id: string; login: string | null }) {
  const query = useLabSession(id);
  if (query.isPending) return <LabSessionSkeleton />;
  if (query.data === undefined) {
    return (
      <QueryProblem
        error={query.error}
        onRetry={() => void query.refetch()}
        retrying={query.isFetching}
        title={words.failedToLoad}
      />
    );
  }
  return <LabSessionPage login={login} session={query.data} />;
}

function LabSessionPage({ session, login }: { session: LabSessionView; login: string | null }) {
  return (
    <StudentColumns aside={<SessionFacts session={session} />}>
      <PageHeader
        badge={
          <>
            <StatusBadge {...statusOf(session)} />
            {session.attempt > 1 ? <Badge>{words.attempt(session.attempt)}</Badge> : null}
          </>
        }
        description={
          <span className="flex flex-wrap gap-x-4">
            <TextLink href={`/labs/${session.lab.slug}`}>{words.toLab}</TextLink>
            <TimeLeft session={session} />
          </span>
        }
        size="display"
        title={session.lab.title}
      />
      <EndNotice session={session} />
      <LeadPanel session={session} />
      {session.repository === null ? null : (
        <ClonePanel login={login} repository={session.repository} session={session} />
      )}
      {session.status === "PROVISIONING" ? null : <Pushes session={session} />}
    </StudentColumns>
  );
}

/** On a phone the side column stands at the end, and the time left may not wait so long. */
function TimeLeft({ session: { status, endsAt, heldAt } }: { session: LabSessionView }) {
  if (status !== "IN_PROGRESS" || endsAt === null || heldAt !== null) return null;
  return <Countdown className="lg:hidden" endsAt={endsAt} />;
}
