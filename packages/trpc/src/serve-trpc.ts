import type { AnyTRPCRouter, inferRouterContext } from "@trpc/server";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { serialize } from "superjson";
import { describeError } from "./describe-error.ts";
import { refuseForeignRequest } from "./same-origin.ts";
import type { EdgeLogger } from "./trpc.ts";

const trpcEndpoint = "/api/trpc";

export interface ServeTrpcOptions<TRouter extends AnyTRPCRouter> {
  readonly router: TRouter;
  /** The app's own configured origin: the only one that requests may come from. */
  readonly ownOrigin: string;
  readonly correlationId: string;
  readonly log: EdgeLogger;
  createContext(): Promise<inferRouterContext<TRouter>>;
}

/** Answers a tRPC request of a browser. Foreign origins are refused before anything is read. */
export async function serveTrpc<TRouter extends AnyTRPCRouter>(
  request: Request,
  options: ServeTrpcOptions<TRouter>,
): Promise<Response> {
  const refusal = refuseForeignRequest(request, options.ownOrigin);
  if (refusal !== null) return refusal;

  const { correlationId, log } = options;
  const headers = { "cache-control": "no-store", "x-correlation-id": correlationId };
  let context: inferRouterContext<TRouter>;
  try {
    context = await options.createContext();
  } catch (error) {
    log.error({ err: error, correlationId }, "nobody could be read for a request");
    return Response.json(errorAnswer(error, correlationId), { status: 500, headers });
  }
  return fetchRequestHandler({
    endpoint: trpcEndpoint,
    router: options.router,
    req: request,
    createContext: () => context,
    responseMeta: () => ({ headers: new Headers(headers) }),
  });
}

/** The form in which procedures answer an error, for one that came before any of them. */
function errorAnswer(error: unknown, correlationId: string) {
  const forgea = describeError(error, correlationId);
  const data = { code: "INTERNAL_SERVER_ERROR", httpStatus: 500, forgea };
  return { error: serialize({ message: forgea.sentence, code: -32_603, data }) };
}
