import type { Actor } from "@forgea/trpc/actor";
import type { SessionDeps } from "../ports.ts";
import { applyTransition } from "../store/apply-transition.ts";
import { reserveRepository } from "../store/attempt-store.ts";
import { runCommandOnce } from "../store/command-store.ts";
import { inTransaction } from "../store/transaction.ts";

export interface RetryRequest {
  readonly id: string;
  readonly expectedVersion: number;
  readonly idempotencyKey: string;
}

/**
 * Sets up a stopped session again that never got a repository, under a fresh repository name: by its
 * student, or by staff. Throws what applyTransition and runCommandOnce throw.
 */
export async function retryLabSession(
  deps: SessionDeps,
  actor: Actor,
  request: RetryRequest,
  correlationId: string,
) {
  const at = deps.clock.now();
  const isOwn = actor.role === "STUDENT";
  const command = { actorId: actor.id, key: request.idempotencyKey, kind: "retry", request };
  const result = await inTransaction(deps.database, (tx) =>
    runCommandOnce(tx, command, async () => {
      const session = await applyTransition(tx, {
        labSessionId: request.id,
        event: "retry",
        by: { kind: actor.role, id: actor.id },
        at,
        correlationId,
        ...(isOwn && { ownerId: actor.id }),
        expectedVersion: request.expectedVersion,
        patch: { failureCode: null },
      });
      const token =
        isOwn && actor.providerToken !== null ? deps.vault.seal(actor.providerToken) : null;
      await reserveRepository(tx, session, {
        host: deps.github.host,
        owner: deps.organisation,
        acceptToken: token,
        correlationId,
      });
      return { id: session.id, status: session.status, version: session.version };
    }),
  );
  deps.wake.touch();
  return result;
}
