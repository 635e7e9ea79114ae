import { randomUUID } from "node:crypto";
import type { WebDeps } from "@forgea/session/ports";
import type { RequestContext } from "@forgea/trpc";
import { cache } from "react";
import { readActor } from "./actor.ts";
import { deps } from "./deps.ts";

/**
 * What every procedure gets. The correlation id is always made by us: one from a client would let
 * people write into our logs.
 */
export async function createRequestContext(
  correlationId: string,
): Promise<RequestContext<WebDeps>> {
  const { session } = deps();
  return { actor: await readActor(), correlationId, log: session.log, deps: session };
}

/** The context of the page that is being rendered, made once. */
export const readRequestContext = cache(() => createRequestContext(randomUUID()));
