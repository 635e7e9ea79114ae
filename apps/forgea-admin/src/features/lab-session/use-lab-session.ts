"use client";

import { announce } from "@forgea/ui/announce";
import { useEffect, useRef, useState } from "react";
import { eventTitle, labSession as words } from "../../lib/sentences.ts";
import { api } from "../../trpc/client.tsx";
import { useLiveEvents, useLiveState } from "../live/client.tsx";

/** One session, kept true: each of its events has it read again. */
export function useLabSession(id: string) {
  const utils = api.useUtils();
  const live = useLiveState();
  const query = api.staff.labSession.byId.useQuery(
    { id },
    {
      staleTime: Number.POSITIVE_INFINITY,
      // What was kept from an earlier visit missed events; at the first load the stream asks for it.
      refetchOnMount: () => (live.phase === "connecting" ? false : "always"),
    },
  );
  const readAgain = () => void utils.staff.labSession.byId.invalidate({ id });
  useLiveEvents({
    onEvents(events) {
      const known = query.data?.eventSeq ?? 0;
      if (events.some((event) => event.labSessionId === id && event.seq > known)) readAgain();
    },
    onGap: readAgain,
  });
  return query;
}

/**
 * The number of the last event that was there when the page opened: what comes after it is new.
 * New events are announced, politely.
 */
export function useSeenSeq(timeline: readonly { seq: number; kind: string }[]): number {
  const last = timeline.at(-1)?.seq ?? 0;
  const [seen] = useState(last);
  const announced = useRef(last);
  useEffect(() => {
    const fresh = timeline.filter((entry) => entry.seq > announced.current);
    for (const entry of fresh) announce(words.changedNow(eventTitle(entry.kind)));
    announced.current = Math.max(announced.current, last);
  }, [timeline, last]);
  return seen;
}
