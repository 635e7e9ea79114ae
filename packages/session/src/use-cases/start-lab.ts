import type { Actor } from "@forgea/trpc/actor";
import { CodedError } from "@forgea/trpc/coded-error";
import type { SessionDeps } from "../ports.ts";
import {
  findCurrentLabSession,
  type StartedLabSession,
  startLabSession,
} from "../store/lab-session-store.ts";

/**
 * Starts a lab for the actor, or answers the session that is there: a double click, two tabs and a
 * retry after a lost answer all get the same one. Throws LAB_NOT_AVAILABLE when the lab is unknown,
 * not published, not open yet or over.
 */
export async function startLab(
  deps: SessionDeps,
  actor: Actor,
  request: { labSlug: string; correlationId: string },
): Promise<StartedLabSession> {
  if (actor.login === null) throw new CodedError("ACCOUNT_NOT_LINKED");
  const started = await startLabSession(deps.database, {
    userId: actor.id,
    labSlug: request.labSlug,
    host: deps.github.host,
    owner: deps.organisation,
    acceptToken: actor.providerToken === null ? null : deps.vault.seal(actor.providerToken),
    correlationId: request.correlationId,
    at: deps.clock.now(),
  });
  if (started !== null) {
    if (started.created) deps.wake.touch();
    return started;
  }
  // Nothing created and nothing seen: either the lab is not to be started, or another start won
  // between this statement's snapshot and its insert. A fresh look tells which.
  const id = await findCurrentLabSession(deps.database, actor.id, request.labSlug);
  if (id === null) throw new CodedError("LAB_NOT_AVAILABLE");
  return { id, created: false };
}
