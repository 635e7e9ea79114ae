"use client";

import type { LabSessionView } from "@forgea/session";
import { announce } from "@forgea/ui/announce";
import { useEffect, useRef } from "react";
import { live } from "../../lib/sentences.ts";
import { statusOf } from "../../lib/status-of.ts";
import { api } from "../../trpc/client.tsx";
import { useLiveMessages } from "../live/client.tsx";
import { runningPollMs, settingUpPollMs } from "./constants.ts";

/** The session, kept true: read again after each event of it, and told to screen readers. */
export function useLabSession(id: string) {
  const utils = api.useUtils();
  const query = api.student.labSession.byId.useQuery(
    { id },
    {
      refetchOnWindowFocus: "always",
      refetchInterval: ({ state }) => pollMsOf(state.data?.status),
    },
  );
  useLiveMessages((message) => {
    if (message.type === "event" && message.event.labSessionId !== id) return;
    void utils.student.labSession.byId.invalidate({ id });
  });
  useAnnouncements(query.data);
  return query;
}

function pollMsOf(status: LabSessionView["status"] | undefined): number | false {
  if (status === "PROVISIONING") return settingUpPollMs;
  return status === "IN_PROGRESS" ? runningPollMs : false;
}

function useAnnouncements(session: LabSessionView | undefined): void {
  const before = useRef(session);
  useEffect(() => {
    const last = before.current;
    before.current = session;
    if (last === undefined || session === undefined) return;
    const newest = session.pushes[0];
    if (newest !== undefined && newest.number > (last.pushes[0]?.number ?? 0)) {
      announce(live.pushArrived(newest.number, newest.counted));
    }
    const label = statusOf(session).label;
    if (label !== statusOf(last).label) announce(live.statusChanged(label));
  }, [session]);
}
