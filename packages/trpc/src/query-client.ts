import { defaultShouldDehydrateQuery, QueryClient } from "@tanstack/react-query";
import { deserialize, serialize } from "superjson";
import { readPublicError } from "./read-public-error.ts";

/**
 * The query client of both apps, on the server and in the browser. Live events say when something
 * changed, so what was read stays fresh for half a minute; what the server refuses is not asked
 * again. Browser-safe.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        refetchOnWindowFocus: false,
        retry: (failures, error) => failures < 2 && mayPass(error),
      },
      mutations: { retry: false },
      dehydrate: {
        serializeData: serialize,
        shouldDehydrateQuery: (query) =>
          defaultShouldDehydrateQuery(query) || query.state.status === "pending",
      },
      hydrate: { deserializeData: deserialize },
    },
  });
}

const passing = ["INTERNAL", "PROVIDER_UNAVAILABLE", "NO_ANSWER"];

function mayPass(error: unknown): boolean {
  return passing.includes(readPublicError(error).code);
}
