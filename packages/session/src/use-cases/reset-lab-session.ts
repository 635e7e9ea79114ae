import type { SessionDeps } from "../ports.ts";
import { applyTransition } from "../store/apply-transition.ts";
import { reserveNextAttempt, reserveRepository } from "../store/attempt-store.ts";
import { appendEvent, type EventActor } from "../store/event-store.ts";
import { abandonIntents } from "../store/intent-store.ts";
import { releaseMappings } from "../store/mapping-store.ts";
import { inTransaction } from "../store/transaction.ts";

/**
 * Archives a session and starts the student's next attempt in the same transaction; the old
 * repository and snapshots stay. Answers the new session's id.
 */
export async function resetLabSession(
  deps: SessionDeps,
  by: EventActor,
  request: { id: string; expectedVersion: number; reason: string; correlationId: string },
): Promise<string> {
  const at = deps.clock.now();
  const { correlationId } = request;
  const id = await inTransaction(deps.database, async (tx) => {
    const archived = await applyTransition(tx, {
      labSessionId: request.id,
      event: "archive",
      by,
      at,
      correlationId,
      expectedVersion: request.expectedVersion,
      reason: request.reason,
    });
    await releaseMappings(tx, archived.id, at);
    await abandonIntents(tx, archived.id);
    const next = await reserveNextAttempt(tx, archived, at);
    await appendEvent(tx, {
      labSessionId: next.id,
      kind: "start",
      to: "PROVISIONING",
      by,
      data: { attempt: next.attempt, after: archived.id },
      correlationId,
      at,
    });
    await reserveRepository(tx, next, {
      host: deps.github.host,
      owner: deps.organisation,
      acceptToken: null,
      correlationId,
    });
    return next.id;
  });
  deps.wake.touch();
  return id;
}
