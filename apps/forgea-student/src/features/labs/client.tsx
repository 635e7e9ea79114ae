"use client";

import { Card } from "@forgea/ui/card";
import { EmptyState } from "@forgea/ui/empty-state";
import { BookOpen } from "lucide-react";
import { labs } from "../../lib/sentences.ts";
import { api } from "../../trpc/client.tsx";
import { useLiveMessages } from "../live/client.tsx";
import { QueryProblem } from "../problem/query-problem.tsx";
import { CatalogueSkeleton } from "./components/catalogue-skeleton.tsx";
import { LabRow } from "./components/lab-row.tsx";

/** All published labs, with the reader's own session in each. */
export function LabCatalogue() {
  const utils = api.useUtils();
  const query = api.student.lab.list.useQuery();
  useLiveMessages(() => void utils.student.lab.list.invalidate());

  if (query.isPending) return <CatalogueSkeleton />;
  if (query.data === undefined) {
    return (
      <QueryProblem
        error={query.error}
        onRetry={() => void query.refetch()}
        retrying={query.isFetching}
        title={labs.failedToLoad}
      />
    );
  }
  if (query.data.length === 0) {
    return <EmptyState description={labs.emptyText} icon={<BookOpen />} title={labs.emptyTitle} />;
  }
  return (
    <Card flush>
      <ul aria-label={labs.listLabel} className="divide-y">
        {query.data.map((lab) => (
          <LabRow key={lab.slug} lab={lab} />
        ))}
      </ul>
    </Card>
  );
}
