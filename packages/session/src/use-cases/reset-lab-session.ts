import type { Actor } from "@forgea/trpc/actor";
import type { SessionDeps } from "../ports.ts";
import { applyTransition } from "../store/apply-transition.ts";
import { runCommandOnce } from "../store/command-store.ts";
import { inTransaction } from "../store/transaction.ts";
import type { OverrideRequest } from "./override-lab-session.ts";
import { startNextAttempt } from "./start-next-attempt.ts";

/**
 * Staff replace a session, whatever its status, by the student's next attempt, also beyond the lab's
 * `maxAttempts`; the old repository and snapshots stay. Answers the new session. Throws what
 * applyTransition and runCommandOnce throw.
 */
export async function resetLabSession(
  deps: SessionDeps,
  actor: Pick<Actor, "id" | "role">,
  request: OverrideRequest,
  correlationId: string,
) {
  const at = deps.clock.now();
  const by = { kind: actor.role, id: actor.id };
  const command = { actorId: actor.id, key: request.idempotencyKey, kind: "archive", request };
  const result = await inTransaction(deps.database, (tx) =>
    runCommandOnce(tx, command, async () => {
      const archived = await applyTransition(tx, {
        labSessionId: request.id,
        event: "archive",
        by,
        at,
        correlationId,
        expectedVersion: request.expectedVersion,
        reason: request.reason,
      });
      return startNextAttempt(tx, deps, archived, { by, at, correlationId, acceptToken: null });
    }),
  );
  deps.wake.touch();
  return result;
}
