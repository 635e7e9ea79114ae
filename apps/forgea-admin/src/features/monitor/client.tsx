"use client";

import type { MonitorFilter, MonitorRow } from "@forgea/session";
import { readPublicError } from "@forgea/trpc/read-public-error";
import { announce } from "@forgea/ui/announce";
import { classNames } from "@forgea/ui/class-names";
import { PageBody } from "@forgea/ui/page-body";
import { useShortcut } from "@forgea/ui/use-shortcut";
import { useSearchParams } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { monitor } from "../../lib/sentences.ts";
import { CountStrip } from "./components/count-strip.tsx";
import { LetInButton } from "./components/let-in-button.tsx";
import { MonitorEmpty } from "./components/monitor-empty.tsx";
import { MonitorError } from "./components/monitor-error.tsx";
import { MonitorSkeleton } from "./components/monitor-skeleton.tsx";
import { MonitorTable } from "./components/monitor-table.tsx";
import { PeekDrawer } from "./components/peek-drawer.tsx";
import { describeChange } from "./describe-change.ts";
import type { RowsById } from "./merge-rows.ts";
import { countOf, filterHref, readFilter } from "./status-filter.ts";
import { useMonitorList } from "./use-monitor-list.ts";
import { useRowCursor } from "./use-row-cursor.ts";

/** The Live Session Monitor: counts that are the filters, and below them the sessions. */
export function Monitor() {
  const filter = readFilter(useSearchParams().get("status"));
  const list = useMonitorList(filter, announceChanges);
  const { rows, waiting, counts, query } = list;
  const scroller = useRef<HTMLDivElement>(null);
  const cursor = useRowCursor(rows);
  const [peeking, setPeeking] = useState(false);

  function letIn() {
    if (waiting.length === 0) return;
    list.letIn();
    scroller.current?.scrollTo({ top: 0 });
  }
  useShortcut("n", letIn);
  useAnnounceWaiting(waiting.length);

  // With nothing in the table nothing can jump: what is new comes in by itself.
  const letInAtOnce = rows.length === 0 && waiting.length > 0;
  useEffect(() => {
    if (letInAtOnce) list.letIn();
  });

  function choose(next: MonitorFilter | null) {
    window.history.pushState(null, "", filterHref(next));
    scroller.current?.scrollTo({ top: 0 });
  }

  return (
    <PageBody layout="fill">
      <h1 className="sr-only">{monitor.title}</h1>
      <div className="relative flex shrink-0 items-center gap-3 px-4 py-2.5">
        {/* While the button is there the strip ends before it and scrolls; no filter moves. */}
        <div className={classNames("min-w-0", waiting.length > 0 && "me-24")}>
          <CountStrip counts={counts} filter={filter} onFilter={choose} />
        </div>
        <LetInButton count={rows.length === 0 ? 0 : waiting.length} onLetIn={letIn} />
      </div>
      {query.isPending ? <MonitorSkeleton /> : null}
      {query.isError && query.data === undefined ? (
        <MonitorError
          error={readPublicError(query.error)}
          onRetry={() => void query.refetch()}
          retrying={query.isFetching}
        />
      ) : null}
      {query.data !== undefined && rows.length === 0 ? (
        <MonitorEmpty filter={filter} onShowAll={() => choose(null)} />
      ) : null}
      {rows.length > 0 ? (
        <MonitorTable
          busy={query.isPlaceholderData}
          cursor={cursor}
          filter={filter}
          letInIds={list.letInIds}
          more={{
            has: query.hasNextPage,
            loading: query.isFetchingNextPage,
            failed: query.isFetchNextPageError,
            load: () => void query.fetchNextPage(),
          }}
          onPeek={() => setPeeking(true)}
          rows={rows}
          scroller={scroller}
          total={counts === undefined ? undefined : countOf(counts, filter)}
        />
      ) : null}
      <PeekDrawer cursor={cursor} onOpenChange={setPeeking} open={peeking} />
    </PageBody>
  );
}

/** Says what changed in the rows that were known, politely; many at once are said as a number. */
function announceChanges(rows: readonly MonitorRow[], known: RowsById): void {
  const changes = rows.flatMap((row) => {
    const before = known.get(row.id);
    const change = before === undefined ? null : describeChange(before, row);
    return change === null ? [] : [monitor.rowAnnounced(row.student.name, row.lab.title, change)];
  });
  if (changes.length > 3) announce(monitor.manyAnnounced(changes.length));
  else for (const change of changes) announce(change);
}

function useAnnounceWaiting(count: number): void {
  const before = useRef(0);
  useEffect(() => {
    if (count > before.current) announce(monitor.newAnnounced(count));
    before.current = count;
  }, [count]);
}
