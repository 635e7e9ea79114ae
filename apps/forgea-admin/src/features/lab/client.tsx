"use client";

import { readPublicError } from "@forgea/trpc/read-public-error";
import { ErrorState } from "@forgea/ui/error-state";
import { PageBody } from "@forgea/ui/page-body";
import { SkeletonCard } from "@forgea/ui/skeleton";
import { lab as words } from "../../lib/lab-sentences.ts";
import { api } from "../../trpc/client.tsx";
import { LabFacts } from "./components/lab-facts.tsx";
import { LabHeader } from "./components/lab-header.tsx";
import { PrepareCard } from "./components/prepare-card.tsx";

/** While repositories are being made their progress is read this often. */
const busyMs = 2_000;
const quietMs = 15_000;

/** One lab: its facts, and what is prepared for a class. */
export function Lab({ slug, mayPrepare }: { slug: string; mayPrepare: boolean }) {
  const query = api.staff.lab.bySlug.useQuery(
    { slug },
    {
      refetchInterval: ({ state }) => ((state.data?.prepared.waiting ?? 0) > 0 ? busyMs : quietMs),
    },
  );
  if (query.data !== undefined) {
    return (
      <PageBody>
        <LabHeader lab={query.data} />
        <div className="grid min-w-0 gap-x-10 gap-y-8 lg:grid-cols-[minmax(0,1fr)_24rem]">
          <PrepareCard lab={query.data} mayPrepare={mayPrepare} />
          <LabFacts lab={query.data} />
        </div>
      </PageBody>
    );
  }
  if (!query.isError) {
    return (
      <PageBody>
        <SkeletonCard lines={8} />
      </PageBody>
    );
  }
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
