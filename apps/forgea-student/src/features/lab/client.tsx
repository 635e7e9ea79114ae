"use client";

import type { LabView } from "@forgea/session";
import { PageHeader } from "@forgea/ui/page-header";
import { StatusBadge } from "@forgea/ui/status-badge";
import { StudentColumns } from "@forgea/ui/student-columns";
import type { ReactNode } from "react";
import { lab as words } from "../../lib/sentences.ts";
import { statusOf } from "../../lib/status-of.ts";
import { api } from "../../trpc/client.tsx";
import { useLiveMessages } from "../live/client.tsx";
import { QueryProblem } from "../problem/query-problem.tsx";
import { LabFacts } from "./components/lab-facts.tsx";
import { LabSkeleton } from "./components/lab-skeleton.tsx";
import { StartPanel } from "./components/start-panel.tsx";

/** One lab: what to do now, then its instructions, which the server rendered. */
export function Lab({ slug, children }: { slug: string; children: ReactNode }) {
  const utils = api.useUtils();
  const query = api.student.lab.bySlug.useQuery(
    { slug },
    { refetchInterval: ({ state }) => untilOpenMs(state.data) },
  );
  useLiveMessages(() => void utils.student.lab.bySlug.invalidate({ slug }));

  if (query.isPending) return <LabSkeleton />;
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
  const lab = query.data;
  return (
    <StudentColumns aside={<LabFacts lab={lab} />}>
      <PageHeader
        badge={lab.labSession === null ? undefined : <StatusBadge {...statusOf(lab.labSession)} />}
        description={lab.summary}
        size="display"
        title={lab.title}
      />
      <StartPanel lab={lab} />
      {children}
    </StudentColumns>
  );
}

/** A page that waits for its lab to open reads it again then, and at least every minute. */
function untilOpenMs(lab: LabView | undefined): number | false {
  // No event tells that a template is back: whoever waits on the page is let in by asking.
  if (lab?.availability === "template-missing") return 15_000;
  if (lab?.availability !== "not-open-yet" || lab.opensAt === null) return false;
  return Math.min(60_000, Math.max(1_000, lab.opensAt.getTime() - Date.now()));
}
