import { httpLink, httpSubscriptionLink, splitLink, type TRPCLink } from "@trpc/client";
import type { AnyTRPCRouter } from "@trpc/server";
import superjson from "superjson";

/**
 * The links of both apps: a request per call, so that a quick answer never waits for a slow
 * neighbour and each has its own HTTP status; subscriptions as server-sent events. superjson
 * stands on every terminating link, or dates arrive as text. Browser-safe.
 */
export function createLinks<TRouter extends AnyTRPCRouter>(url: string): TRPCLink<TRouter>[] {
  // The compiler cannot see through a router it does not know yet that a transformer is wanted.
  const options = { url, transformer: superjson };
  return [
    splitLink({
      condition: ({ type }) => type === "subscription",
      true: httpSubscriptionLink<TRouter, typeof EventSource>(
        options as unknown as Parameters<
          typeof httpSubscriptionLink<TRouter, typeof EventSource>
        >[0],
      ),
      false: httpLink<TRouter>(options as unknown as Parameters<typeof httpLink<TRouter>>[0]),
    }),
  ];
}
