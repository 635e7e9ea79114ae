import {
  createTRPCUntypedClient,
  httpLink,
  httpSubscriptionLink,
  splitLink,
  TRPCClientError,
} from "@trpc/client";
import superjson from "superjson";

import type { FollowMessage, Problem } from "./api-types.ts";
import type { Browser } from "./browser.ts";
import { CookieEventSource, type EventSourceOptions } from "./event-source.ts";

export type FollowHandlers = {
  onMessage: (message: FollowMessage) => void;
  /** The connection broke and is being opened again. */
  onReconnect: () => void;
  /** The stream is over and will not come back. */
  onEnd: (reason: string) => void;
};

/** An app as its own pages use it: tRPC over HTTP with the cookie of somebody who signed in. */
export type AppClient = {
  query: <Answer>(path: string, input?: unknown) => Promise<Answer>;
  mutate: <Answer>(path: string, input?: unknown) => Promise<Answer>;
  /** Opens the stream; resolves when it is open, so that nothing after that is missed. Returns how to close it. */
  follow: (path: string, handlers: FollowHandlers) => Promise<() => void>;
};

const openLimitMs = 15_000;

/** The client of one app for one signed-in browser. */
export function createAppClient(appUrl: string, browser: Browser): AppClient {
  const url = `${appUrl}/api/trpc`;
  const headers = () => ({ cookie: browser.cookies(appUrl), origin: appUrl });
  const eventSourceOptions: EventSourceOptions = { headers };
  const client = createTRPCUntypedClient({
    links: [
      splitLink({
        condition: ({ type }) => type === "subscription",
        true: httpSubscriptionLink({
          url,
          transformer: superjson,
          EventSource: CookieEventSource,
          eventSourceOptions,
        }),
        false: httpLink({ url, transformer: superjson, headers }),
      }),
    ],
  });

  return {
    query: (path, input) => call(path, () => client.query(path, input)),
    mutate: (path, input) => call(path, () => client.mutation(path, input)),
    follow: (path, handlers) =>
      new Promise((resolve, reject) => {
        let opened = false;
        const late = setTimeout(() => reject(new Error(`${path} did not open`)), openLimitMs);
        const subscription = client.subscription(
          path,
          {},
          {
            onData: (envelope) => {
              const { data } = envelope as { data: FollowMessage };
              handlers.onMessage(data);
              if (data.type !== "ready" || opened) return;
              opened = true;
              clearTimeout(late);
              resolve(() => subscription.unsubscribe());
            },
            onConnectionStateChange: (change) => {
              if (opened && change.state === "connecting") handlers.onReconnect();
            },
            onError: (error) => {
              reject(new Error(`${path}: ${describe(error)}`));
              handlers.onEnd(describe(error));
            },
            onComplete: () => handlers.onEnd("the server ended it"),
          },
        );
      }),
  };
}

async function call<Answer>(path: string, work: () => Promise<unknown>): Promise<Answer> {
  try {
    return (await work()) as Answer;
  } catch (error) {
    throw new Error(`${path}: ${describe(error)}`, { cause: error });
  }
}

/** The product's own sentence with its trace id, where there is one. */
function describe(error: unknown): string {
  if (!(error instanceof TRPCClientError)) return String(error);
  const { forgea } = (error.data ?? {}) as { forgea?: Problem };
  return forgea ? `${forgea.code}, ${forgea.sentence} (${forgea.traceId})` : error.message;
}
