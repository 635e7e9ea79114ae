"use client";

import type { MonitorFilter, MonitorRow } from "@forgea/session";
import { keepPreviousData } from "@tanstack/react-query";
import { useEffect, useMemo, useRef, useState } from "react";
import { api } from "../../trpc/client.tsx";
import { browserTimers, useLiveEvents, useLiveState } from "../live/client.tsx";
import { listInput, readBatchSize, readRetryMs } from "./constants.ts";
import { composeList, letIn, outdatedIds, type RowsById, rememberRows } from "./merge-rows.ts";
import { createReadQueue, type ReadQueue } from "./read-queue.ts";
import { useCounts } from "./use-counts.ts";

const nothing: RowsById = new Map();

/**
 * The sessions of a filter, kept true: pages are read as the reader scrolls, events say which rows
 * to read again, and what is new waits until it is let in. `onChanged` gets the rows that came live.
 */
export function useMonitorList(
  filter: MonitorFilter | null,
  onChanged: (rows: readonly MonitorRow[], known: RowsById) => void,
) {
  const utils = api.useUtils();
  const input = listInput(filter);
  const live = useLiveState();
  const query = api.staff.monitor.page.useInfiniteQuery(input, {
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
    // The stream keeps the list true while it is on the page. What was kept from an earlier visit
    // missed events, so it is read again; at the first load the stream itself asks for it.
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnMount: () => (live.phase === "connecting" ? false : "always"),
  });

  const [rowsLive, setRowsLive] = useState(nothing);
  const [letInIds, setLetInIds] = useState<ReadonlySet<string>>(new Set());
  const [filterBefore, setFilterBefore] = useState(filter);
  if (filterBefore !== filter) {
    // Rows of the filter before are part of the page that is being read now, or do not belong here.
    setFilterBefore(filter);
    setRowsLive(nothing);
    setLetInIds(new Set());
  }

  const pages = query.data?.pages;
  const list = useMemo(() => composeList(pages ?? [], rowsLive, filter), [pages, rowsLive, filter]);
  const known = useMemo(
    () => new Map([...rowsLive, ...list.rows.map((row) => [row.id, row] as const)]),
    [rowsLive, list],
  );

  const filterNow = useRef(filter);
  useEffect(() => {
    filterNow.current = filter;
  });

  const queue = useReadQueue((rows) => {
    onChanged(rows, known);
    setRowsLive((before) => rememberRows(before, rows));
  });
  const counts = useCounts(pages?.[0]);

  /** The first page says what is new; it is merged like anything that comes live. */
  async function readFirstPage(): Promise<void> {
    const page = await utils.client.staff.monitor.page.query(input).catch(() => null);
    if (page === null || filterNow.current !== filter) return;
    setRowsLive((before) => rememberRows(before, page.rows));
  }

  useLiveEvents({
    onEvents(events) {
      queue.current?.request(outdatedIds(events, known));
      counts.onEvents(events);
    },
    onGap() {
      queue.current?.request(list.rows.map((row) => row.id));
      counts.recount();
      void readFirstPage();
    },
  });

  return {
    query,
    rows: list.rows,
    waiting: query.isPlaceholderData ? [] : list.waiting,
    counts: counts.counts,
    /** Rows that were let in last, to be marked for a moment. */
    letInIds,
    letIn() {
      setLetInIds(new Set(list.waiting.map((row) => row.id)));
      utils.staff.monitor.page.setInfiniteData(input, (data) =>
        data === undefined ? data : { ...data, pages: letIn(data.pages, rowsLive, filter) },
      );
    },
  };
}

/** A queue that lives as long as the component and hands rows to its latest render. */
function useReadQueue(onRows: (rows: readonly MonitorRow[]) => void) {
  const { client } = api.useUtils();
  const queue = useRef<ReadQueue | null>(null);
  const latest = useRef(onRows);
  useEffect(() => {
    latest.current = onRows;
  });
  useEffect(() => {
    const created = createReadQueue({
      timers: browserTimers,
      batchSize: readBatchSize,
      retryMs: readRetryMs,
      read: (ids) => client.staff.monitor.rows.query({ ids: [...ids] }),
      onRows: (rows) => latest.current(rows),
    });
    queue.current = created;
    return () => created.stop();
  }, [client]);
  return queue;
}
