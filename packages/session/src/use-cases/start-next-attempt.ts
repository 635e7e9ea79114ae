import type { SessionDeps } from "../ports.ts";
import { reserveNextAttempt, reserveRepository } from "../store/attempt-store.ts";
import { appendEvent, type EventActor } from "../store/event-store.ts";
import { abandonIntents } from "../store/intent-store.ts";
import type { LockedLabSession } from "../store/lab-session-store.ts";
import { releaseMappings } from "../store/mapping-store.ts";
import type { Tx } from "../store/transaction.ts";

export interface NextAttempt {
  readonly by: EventActor;
  readonly at: Date;
  readonly correlationId: string;
  /** The student's own token, sealed, to accept the invitation with. */
  readonly acceptToken: Uint8Array<ArrayBuffer> | null;
}

/**
 * After a session was archived, in the same transaction: lets go of its repository, which stays with
 * its snapshots, and starts the next attempt. The database refuses a student's attempt beyond the
 * lab's `maxAttempts`.
 */
export async function startNextAttempt(
  tx: Tx,
  deps: SessionDeps,
  archived: LockedLabSession,
  { by, at, correlationId, acceptToken }: NextAttempt,
): Promise<{ id: string; attempt: number }> {
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
    acceptToken,
    correlationId,
  });
  return { id: next.id, attempt: next.attempt };
}
