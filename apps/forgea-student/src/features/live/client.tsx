"use client";

import type { FollowMessage } from "@forgea/session";
import type { OpenStream } from "@forgea/trpc/follow-stream";
import { createLiveHooks } from "@forgea/trpc/live-provider";
import { readPublicError } from "@forgea/trpc/read-public-error";
import { useRouter } from "next/navigation";
import { type ReactNode, useCallback } from "react";
import { api } from "../../trpc/client.tsx";

const hooks = createLiveHooks<FollowMessage>({ type: "ready" });

export const { useLiveState, useLiveMessages } = hooks;

/** The one stream of this tab: all events of the actor's own sessions. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const { client } = api.useUtils();
  const router = useRouter();

  const open = useCallback<OpenStream<FollowMessage>>(
    (lastEventId, observer) => {
      const subscription = client.student.labSession.follow.subscribe(
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

  // A stream that ends may have been ended because this person was signed out. A stream cannot say
  // so; a query can. Then the server decides which page to show.
  const checkAccess = useCallback(() => {
    client.student.account.me.query().catch((error: unknown) => {
      if (readPublicError(error).code === "UNAUTHENTICATED") router.refresh();
    });
  }, [client, router]);

  return (
    <hooks.LiveProvider onEnded={checkAccess} open={open}>
      {children}
    </hooks.LiveProvider>
  );
}
