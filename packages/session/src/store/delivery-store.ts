import type { Database, DeliveryState } from "@forgea/schema";
import type { RejectionReason } from "../domain/binding-rules.ts";
import { ruleSetVersion } from "../domain/binding-rules.ts";
import type { UnreadableReason } from "../domain/event-body.ts";
import type { LabSessionStatus } from "../domain/lifecycle.ts";
import type { PushFacts } from "../domain/push-facts.ts";
import type { Tx } from "./transaction.ts";

/** A verified webhook call, before it is stored. */
export interface NewDelivery {
  readonly host: string;
  readonly hookScope: string;
  readonly guid: string;
  readonly event: string;
  readonly receivedAt: Date;
  readonly bodySha256: Uint8Array;
  readonly body: Uint8Array;
  readonly correlationId: string;
}

/**
 * Stores deliveries and their jobs in one statement: no stored delivery is ever without somebody to
 * process it. A guid that was stored before is counted as a duplicate and gets no second job.
 * No two of `deliveries` may share (host, hook, guid).
 */
export async function insertDeliveries(
  database: Database,
  deliveries: readonly NewDelivery[],
): Promise<void> {
  const column = <T>(pick: (delivery: NewDelivery) => T): T[] => deliveries.map(pick);
  await database.pool.query({
    name: "insert-deliveries",
    text: `
      WITH stored AS (
        INSERT INTO webhook_deliveries
          (host, hook_scope, guid, event, received_at, body_sha256, body, correlation_id)
        SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::timestamptz[],
          $6::bytea[], $7::bytea[], $8::text[])
        ON CONFLICT (host, hook_scope, guid)
          DO UPDATE SET duplicates = webhook_deliveries.duplicates + 1
        RETURNING id, correlation_id, duplicates = 0 AS fresh
      )
      SELECT forgea.enqueue_many('process-delivery', array_agg(
        jsonb_build_object('deliveryId', id::text, 'correlationId', correlation_id)))
      FROM stored WHERE fresh HAVING count(*) > 0`,
    values: [
      column((delivery) => delivery.host),
      column((delivery) => delivery.hookScope),
      column((delivery) => delivery.guid),
      column((delivery) => delivery.event),
      column((delivery) => delivery.receivedAt),
      column((delivery) => delivery.bodySha256),
      column((delivery) => delivery.body),
      column((delivery) => delivery.correlationId),
    ],
  });
}

export interface StoredDelivery {
  readonly id: bigint;
  readonly host: string;
  readonly guid: string;
  readonly event: string;
  readonly receivedAt: Date;
  readonly body: Uint8Array;
  readonly bodySha256: Uint8Array<ArrayBuffer>;
  readonly state: DeliveryState;
  readonly correlationId: string;
}

/** Reads a delivery with its raw body, or null. */
export async function findDelivery(database: Database, id: bigint): Promise<StoredDelivery | null> {
  return database.prisma.webhookDelivery.findUnique({
    where: { id },
    select: {
      id: true,
      host: true,
      guid: true,
      event: true,
      receivedAt: true,
      body: true,
      bodySha256: true,
      state: true,
      correlationId: true,
    },
  });
}

/** Locks a delivery that is not decided yet; false when another job decided it meanwhile. */
export async function lockUndecidedDelivery(tx: Tx, id: bigint): Promise<boolean> {
  const rows = await tx.$queryRaw<{ id: bigint }[]>`
    SELECT id FROM webhook_deliveries WHERE id = ${id} AND state = 'RECEIVED' FOR NO KEY UPDATE`;
  return rows.length === 1;
}

/** Whether another delivery with exactly this body was accepted before. */
export async function isBodyAccepted(
  tx: Tx,
  delivery: Pick<StoredDelivery, "id" | "host" | "bodySha256">,
): Promise<boolean> {
  const same = await tx.webhookDelivery.findFirst({
    where: {
      bodySha256: delivery.bodySha256,
      host: delivery.host,
      state: "ACCEPTED",
      id: { not: delivery.id },
    },
    select: { id: true },
  });
  return same !== null;
}

/** Writes a delivery's one terminal record. */
export async function decideDelivery(
  tx: Tx,
  id: bigint,
  state: Exclude<DeliveryState, "RECEIVED">,
  reason: string | null,
  at: Date,
): Promise<void> {
  await tx.webhookDelivery.update({
    where: { id },
    data: { state, reason, decidedAt: at, waitingRepoId: null, attempts: { increment: 1 } },
  });
}

/** Notes for which repository a delivery waits; binding that repository wakes it. */
export async function deferDelivery(tx: Tx, id: bigint, repoId: bigint): Promise<void> {
  await tx.webhookDelivery.update({
    where: { id },
    data: { waitingRepoId: repoId, attempts: { increment: 1 } },
  });
}

/** Gives every delivery that waited for this repository a job now. */
export async function wakeDeliveries(tx: Tx, host: string, repoId: bigint): Promise<void> {
  await tx.$queryRaw`
    SELECT forgea.enqueue_many('process-delivery', array_agg(
      jsonb_build_object('deliveryId', id::text, 'correlationId', correlation_id)))
    FROM webhook_deliveries
    WHERE host = ${host} AND waiting_repo_id = ${repoId} AND state = 'RECEIVED'
    HAVING count(*) > 0`;
}

export interface NewRejection {
  readonly delivery: StoredDelivery;
  readonly reason: RejectionReason | UnreadableReason;
  readonly decidedAt: Date;
  readonly facts: PushFacts | null;
  readonly mappingId: string | null;
  readonly labSession: {
    readonly id: string;
    readonly status: LabSessionStatus;
    readonly version: number;
  } | null;
}

/** Appends the audit record of a refusal, with what was seen when it was decided. */
export async function insertRejection(tx: Tx, rejection: NewRejection): Promise<void> {
  const { delivery, facts, labSession } = rejection;
  await tx.bindingRejection.create({
    data: {
      deliveryId: delivery.id,
      deliveryGuid: delivery.guid,
      receivedAt: delivery.receivedAt,
      decidedAt: rejection.decidedAt,
      reason: rejection.reason,
      host: delivery.host,
      providerRepoId: facts?.repoId ?? null,
      fullName: facts === null ? null : `${facts.owner}/${facts.name}`,
      ref: facts?.ref ?? null,
      beforeSha: facts?.before ?? null,
      afterSha: facts?.after ?? null,
      senderId: facts?.senderId ?? null,
      labSessionId: labSession?.id ?? null,
      mappingId: rejection.mappingId,
      sessionStatusSeen: labSession?.status ?? null,
      sessionVersionSeen: labSession?.version ?? null,
      ruleSetVersion,
      correlationId: delivery.correlationId,
    },
  });
}
