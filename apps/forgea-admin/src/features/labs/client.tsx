"use client";

import { readPublicError } from "@forgea/trpc/read-public-error";
import { EmptyState } from "@forgea/ui/empty-state";
import { ErrorState } from "@forgea/ui/error-state";
import { PageBody } from "@forgea/ui/page-body";
import { PageHeader } from "@forgea/ui/page-header";
import { SkeletonTable } from "@forgea/ui/skeleton";
import { BookOpen } from "lucide-react";
import { labs as words } from "../../lib/lab-sentences.ts";
import { api } from "../../trpc/client.tsx";
import { LabsTable } from "./components/labs-table.tsx";

/** While the list is looked at it is read again this often: sessions and prepared ones move. */
const refreshMs = 10_000;

/** All labs with their sessions by status and what is prepared. */
export function Labs() {
  const query = api.staff.lab.list.useQuery(undefined, { refetchInterval: refreshMs });
  const error = query.data === undefined && query.isError ? readPublicError(query.error) : null;
  return (
    <PageBody>
      <PageHeader title={words.title} />
      {query.isPending ? <SkeletonTable columns={5} label={words.loading} rows={6} /> : null}
      {error === null ? null : (
        <ErrorState
          lost={error.sentence}
          next={error.nextAction}
          onRetry={() => void query.refetch()}
          retrying={query.isFetching}
          title={words.loadFailed}
          traceId={error.traceId ?? undefined}
        />
      )}
      {query.data?.length === 0 ? (
        <EmptyState description={words.emptyText} icon={<BookOpen />} title={words.emptyTitle} />
      ) : null}
      {query.data === undefined || query.data.length === 0 ? null : <LabsTable labs={query.data} />}
    </PageBody>
  );
}
