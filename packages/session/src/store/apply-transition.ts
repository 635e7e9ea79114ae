import { decide } from "@forgea/lifecycle/decide";
import type { EventData } from "@forgea/lifecycle/event-text";
import type { Prisma } from "@forgea/schema";
import { CodedError } from "@forgea/trpc/coded-error";
import {
  type LabSessionEvent,
  type LifecycleFacts,
  labSessionLifecycle,
  type Mover,
} from "../domain/lifecycle.ts";
import { appendEvent, type EventActor } from "./event-store.ts";
import { type LockedLabSession, lockLabSession } from "./lab-session-store.ts";
import type { Tx } from "./transaction.ts";

export interface TransitionRequest {
  readonly labSessionId: string;
  readonly event: LabSessionEvent;
  readonly by: EventActor;
  readonly at: Date;
  readonly correlationId: string;
  /** Only a session of this student; another's is answered as if it did not exist. */
  readonly ownerId?: string;
  /** The version the caller saw; absent for the system, which decides on the locked row. */
  readonly expectedVersion?: number;
  /** Columns that change with the status. */
  readonly patch?: Prisma.LabSessionUncheckedUpdateInput;
  readonly data?: EventData;
  readonly reason?: string;
}

/**
 * The only function that changes a session's status: locks the row, compares the version when the
 * caller saw one, consults the table, writes, appends the event, all in the caller's transaction.
 * Throws NOT_FOUND, STALE_VERSION, ILLEGAL_TRANSITION, FORBIDDEN or AMBIGUOUS_STATE.
 */
export async function applyTransition(
  tx: Tx,
  request: TransitionRequest,
): Promise<LockedLabSession> {
  const before = await lockLabSession(tx, request.labSessionId, request.ownerId);
  if (before === null) throw new CodedError("NOT_FOUND");
  const decision = decide(
    labSessionLifecycle,
    { ...factsOf(before), version: before.version },
    {
      event: request.event,
      mover: moverOf(request.by),
      ...(request.expectedVersion !== undefined && { expectedVersion: request.expectedVersion }),
    },
  );
  if (!decision.ok) throw refusalOf(decision.refusal, before);
  const { to, version } = decision;

  await tx.labSession.update({
    where: { id: before.id },
    data: { ...request.patch, status: to, version },
  });
  await appendEvent(tx, {
    labSessionId: before.id,
    kind: request.event,
    from: before.status,
    to,
    by: request.by,
    at: request.at,
    correlationId: request.correlationId,
    ...(request.data && { data: request.data }),
    ...(request.reason && { reason: request.reason }),
  });
  return { ...before, status: to, version };
}

/** What the transition table needs of a locked row. */
export function factsOf({ status, boundAt, heldAt }: LockedLabSession): LifecycleFacts {
  return { status, bound: boundAt !== null, held: heldAt !== null };
}

/** A lost race says what is there now; every other refusal, in which status it was made. */
export function refusalOf(
  refusal: Extract<ReturnType<typeof decide>, { ok: false }>["refusal"],
  { version, status, updatedAt }: LockedLabSession,
): CodedError {
  return refusal === "STALE_VERSION"
    ? new CodedError(refusal, {
        currentVersion: version,
        currentStatus: status,
        changedAt: updatedAt.toISOString(),
      })
    : new CodedError(refusal, { status });
}

/** As whom the table sees the cause of an event. */
export function moverOf(actor: EventActor): Mover {
  switch (actor.kind) {
    case "STUDENT":
    case "ASSISTANT":
    case "ADMIN":
      return actor.kind;
    // An operator acts with database access, so with an admin's powers.
    case "OPERATOR":
      return "ADMIN";
    case "SYSTEM":
    case "WEBHOOK":
      return "SYSTEM";
  }
}
