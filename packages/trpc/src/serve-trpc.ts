import type { AnyTRPCRouter, inferRouterContext } from "@trpc/server";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { refuseForeignRequest } from "./same-origin.ts";

const trpcEndpoint = "/api/trpc";

export interface ServeTrpcOptions<TRouter extends AnyTRPCRouter> {
  readonly router: TRouter;
  /** The app's own configured origin: the only one that requests may come from. */
  readonly ownOrigin: string;
  readonly correlationId: string;
  createContext(): Promise<inferRouterContext<TRouter>>;
}

/** Answers a tRPC request of a browser. Foreign origins are refused before anything is read. */
export async function serveTrpc<TRouter extends AnyTRPCRouter>(
  request: Request,
  options: ServeTrpcOptions<TRouter>,
): Promise<Response> {
  const refusal = refuseForeignRequest(request, options.ownOrigin);
  if (refusal !== null) return refusal;
  return fetchRequestHandler({
    endpoint: trpcEndpoint,
    router: options.router,
    req: request,
    createContext: () => options.createContext(),
    responseMeta: () => ({
      headers: new Headers({
        "cache-control": "no-store",
        "x-correlation-id": options.correlationId,
      }),
    }),
  });
}
