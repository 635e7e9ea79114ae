"use client";

import type { EventView, MonitorPage } from "@forgea/session";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { api } from "../../trpc/client.tsx";
import { browserTimers } from "../live/client.tsx";
import { createEventCollector, type EventCollector } from "../live/collect-events.ts";
import { countInput, recountWindowMs } from "./constants.ts";
import { changesCounts } from "./merge-rows.ts";

/** The counts of all filters: those of the page that was read, until an event changes them. */
export function useCounts(firstPage: MonitorPage | undefined) {
  const { data, refetch } = api.staff.monitor.page.useQuery(countInput, { enabled: false });
  const recount = useEffectEvent(() => void refetch());
  const collector = useRef<EventCollector | null>(null);
  useEffect(() => {
    const created = createEventCollector(browserTimers, recountWindowMs, () => recount());
    collector.current = created;
    return () => created.stop();
  }, []);

  // Kept while another filter is being read, and when it cannot be: the strip never goes away.
  const [kept, setKept] = useState(firstPage);
  const newest = newerOf(newerOf(kept, firstPage), data);
  if (newest !== kept) setKept(newest);
  return {
    counts: newest?.counts,
    onEvents(events: readonly EventView[]) {
      const change = events.find(changesCounts);
      if (change !== undefined) collector.current?.add(change);
    },
    recount: () => void refetch(),
  };
}

function newerOf(
  page: MonitorPage | undefined,
  other: MonitorPage | undefined,
): MonitorPage | undefined {
  if (page === undefined || other === undefined) return page ?? other;
  return other.asOf > page.asOf ? other : page;
}
