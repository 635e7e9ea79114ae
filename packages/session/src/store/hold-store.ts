import type { HoldReason } from "../domain/loss-rules.ts";
import { appendEvent, type EventActor } from "./event-store.ts";
import { enqueue, expireKey } from "./job-store.ts";
import type { LockedLabSession } from "./lab-session-store.ts";
import type { Tx } from "./transaction.ts";

export interface HoldRequest {
  readonly reason: HoldReason;
  readonly at: Date;
  readonly correlationId: string;
}

/**
 * Puts a locked session on hold: its status stays, its clock stands still, its pushes are kept. A hold
 * is a decision, so it raises the version and has its event. Does nothing when it is held already.
 */
export async function holdSession(
  tx: Tx,
  session: LockedLabSession,
  { reason, at, correlationId }: HoldRequest,
): Promise<void> {
  const { count } = await tx.labSession.updateMany({
    where: { id: session.id, version: session.version, heldAt: null },
    data: { heldAt: at, holdReason: reason, version: session.version + 1 },
  });
  if (count !== 1) return;
  await appendEvent(tx, {
    labSessionId: session.id,
    kind: "hold",
    by: { kind: "SYSTEM", id: null },
    data: { holdReason: reason },
    at,
    correlationId,
  });
}

export interface ReleaseRequest {
  readonly by: EventActor;
  readonly at: Date;
  readonly correlationId: string;
  readonly reason?: string;
}

/**
 * Ends the hold of a locked session. The time on hold is given back: its end moves by as much, and is
 * planned anew. That exactly one mapping is ACTIVE is checked at commit. Does nothing when it is not held.
 */
export async function releaseSession(
  tx: Tx,
  session: LockedLabSession,
  { by, at, correlationId, reason }: ReleaseRequest,
): Promise<void> {
  if (session.heldAt === null) return;
  const heldMs = Math.max(0, at.getTime() - session.heldAt.getTime());
  const endsAt = session.endsAt === null ? null : new Date(session.endsAt.getTime() + heldMs);
  const { count } = await tx.labSession.updateMany({
    where: { id: session.id, version: session.version, heldAt: session.heldAt },
    data: { heldAt: null, holdReason: null, endsAt, version: session.version + 1 },
  });
  if (count !== 1) return;
  await appendEvent(tx, {
    labSessionId: session.id,
    kind: "release",
    by,
    data: { heldSeconds: Math.round(heldMs / 1_000), endsAt: endsAt?.toISOString() ?? null },
    at,
    correlationId,
    ...(reason !== undefined && { reason }),
  });
  if (session.status !== "IN_PROGRESS" || endsAt === null) return;
  await enqueue(tx, {
    task: "expire-lab-session",
    payload: { labSessionId: session.id, correlationId },
    runAt: endsAt,
    key: expireKey(session.id),
  });
}
