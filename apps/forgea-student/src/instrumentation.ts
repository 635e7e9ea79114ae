import type { Instrumentation } from "next";
import { isBuilding, readEnv } from "./env.ts";
import { processLog } from "./lib/process-log.ts";

/** Refuses to start with an incomplete environment, instead of failing at the first request. */
export function register(): void {
  if (!isBuilding) readEnv();
}

/** An error that nobody caught while a page or route was served: its digest is the page's trace id. */
export const onRequestError: Instrumentation.onRequestError = (error, request, context) => {
  const traceId = error instanceof Error && "digest" in error ? error.digest : undefined;
  const facts = { err: error, traceId, method: request.method, route: context.routePath };
  processLog()?.error(facts, "a request failed");
};
