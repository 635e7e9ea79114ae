import type { EventData } from "@forgea/lifecycle/event-text";
import { CodedError } from "@forgea/trpc/coded-error";
import { mayMoveEnd } from "../domain/moving-the-end.ts";
import { factsOf, moverOf, refusalOf, type TransitionRequest } from "./apply-transition.ts";
import { appendEvent } from "./event-store.ts";
import { type LockedLabSession, lockLabSession } from "./lab-session-store.ts";
import type { Tx } from "./transaction.ts";

/**
 * Moves the end of a running session by hand: a decision beside the status, so with version and event
 * as a transition has them. Throws what applyTransition throws.
 */
export async function moveEnd(
  tx: Tx,
  request: Omit<TransitionRequest, "event" | "patch" | "data"> & {
    readonly endsAt: Date;
    readonly data: EventData;
  },
): Promise<LockedLabSession> {
  const before = await lockLabSession(tx, request.labSessionId, request.ownerId);
  if (before === null) throw new CodedError("NOT_FOUND");
  if (request.expectedVersion !== undefined && request.expectedVersion !== before.version) {
    throw refusalOf("STALE_VERSION", before);
  }
  const allowed = mayMoveEnd(factsOf(before), moverOf(request.by));
  if (!allowed.ok) throw refusalOf(allowed.refusal, before);
  const version = before.version + 1;
  await tx.labSession.update({
    where: { id: before.id },
    data: { endsAt: request.endsAt, endsByHand: true, version },
  });
  await appendEvent(tx, {
    labSessionId: before.id,
    kind: "extend",
    by: request.by,
    at: request.at,
    correlationId: request.correlationId,
    data: request.data,
    ...(request.reason && { reason: request.reason }),
  });
  return { ...before, endsAt: request.endsAt, version };
}
