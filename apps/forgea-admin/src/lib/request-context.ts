import { randomUUID } from "node:crypto";
import type { WebDeps } from "@forgea/session/ports";
import type { RequestContext } from "@forgea/trpc";
import { cache } from "react";
import { readActor } from "./actor.ts";
import { deps } from "./deps.ts";

/**
 * What every procedure gets, once per request. The correlation id is always made here: one from
 * a client would let people write into our logs.
 */
export const readRequestContext = cache(async (): Promise<RequestContext<WebDeps>> => {
  const { session } = deps();
  const correlationId = randomUUID();
  return { actor: await readActor(), correlationId, log: session.log, deps: session };
});
