"use client";

import type { EventView, FollowMessage } from "@forgea/session";
import type { OpenStream, Timers } from "@forgea/trpc/follow-stream";
import { createLiveHooks } from "@forgea/trpc/live-provider";
import { readPublicError } from "@forgea/trpc/read-public-error";
import { useRouter } from "next/navigation";
import { type ReactNode, useCallback, useEffect, useEffectEvent, useRef } from "react";
import { api } from "../../trpc/client.tsx";
import { createEventCollector, type EventCollector } from "./collect-events.ts";
import { collectWindowMs } from "./constants.ts";

const hooks = createLiveHooks<FollowMessage>({ type: "ready" });

/** How the tab's stream stands. */
export const useLiveState = hooks.useLiveState;

/** The clock of the browser, for what is tested with a clock of its own. */
export const browserTimers: Timers = {
  now: () => Date.now(),
  after(milliseconds, callback) {
    const timer = setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  },
};

/** The one stream of events of this tab, shared by all parts of its pages. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const { client } = api.useUtils();
  const router = useRouter();
  const open: OpenStream<FollowMessage> = useCallback(
    (lastEventId, observer) => {
      const subscription = client.staff.monitor.follow.subscribe(
        { lastEventId },
        {
          onStarted: () => observer.connected(),
          onData: ({ id, data }) => observer.received(id, data),
          // A broken EventSource would try again by itself only after seconds; we do it sooner.
          onConnectionStateChange: (change) => {
            if (change.state === "connecting" && change.error !== null) observer.ended();
          },
          onError: () => observer.ended(),
          onComplete: () => observer.ended(),
        },
      );
      return () => subscription.unsubscribe();
    },
    [client],
  );

  // A stream may end because this person was signed out or lost the role. A stream cannot say so,
  // a query can; then the server decides which page to show.
  function checkAccess() {
    client.staff.account.me.query().catch((error: unknown) => {
      const { code } = readPublicError(error);
      if (code === "UNAUTHENTICATED" || code === "FORBIDDEN") router.refresh();
    });
  }

  return (
    <hooks.LiveProvider onEnded={checkAccess} open={open}>
      {children}
    </hooks.LiveProvider>
  );
}

/** What a part of a page does when something happened. */
export interface LiveListener {
  onEvents: (events: readonly EventView[]) => void;
  /** Nobody knows what happened: read again what is shown. */
  onGap: () => void;
}

/** Calls the listener for what happens while the component is mounted, in batches. */
export function useLiveEvents({ onEvents, onGap }: LiveListener): void {
  const handOn = useEffectEvent(onEvents);
  const collector = useRef<EventCollector | null>(null);
  useEffect(() => {
    const created = createEventCollector(browserTimers, collectWindowMs, (events) =>
      handOn(events),
    );
    collector.current = created;
    return () => created.stop();
  }, []);
  hooks.useLiveMessages((message) => {
    if (message.type === "event") collector.current?.add(message.event);
    else onGap();
  });
}
