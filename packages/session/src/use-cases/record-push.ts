import type { PushDecision } from "../domain/binding-rules.ts";
import type { PushFacts } from "../domain/push-facts.ts";
import { decideDelivery, insertRejection, type StoredDelivery } from "../store/delivery-store.ts";
import { appendEvent } from "../store/event-store.ts";
import type { LockedLabSession } from "../store/lab-session-store.ts";
import { renameMapping } from "../store/mapping-store.ts";
import { insertSnapshot } from "../store/snapshot-store.ts";
import type { Tx } from "../store/transaction.ts";

export interface AcceptedPush {
  readonly delivery: StoredDelivery;
  readonly facts: PushFacts;
  readonly decision: Extract<PushDecision, { kind: "accept" }>;
  readonly labSession: LockedLabSession | null;
  readonly at: Date;
}

/**
 * Stores an accepted push: snapshot, event and the delivery's record, under the session's lock. A
 * push that does not count is stored as well, and its refusal is recorded beside it.
 */
export async function recordPush(tx: Tx, push: AcceptedPush): Promise<void> {
  const { delivery, facts, decision, labSession, at } = push;
  const { mapping, notCounted } = decision;
  const number = await insertSnapshot(tx, mapping.labSessionId, delivery, facts, notCounted);
  if (decision.renamed) await renameMapping(tx, mapping.id, facts.owner, facts.name);
  await appendEvent(tx, {
    labSessionId: mapping.labSessionId,
    kind: "push-accepted",
    by: { kind: "WEBHOOK", id: null },
    data: { number, commitSha: facts.after, counted: notCounted === null, forced: facts.forced },
    correlationId: delivery.correlationId,
    at,
  });
  if (notCounted !== null) {
    await insertRejection(tx, {
      delivery,
      facts,
      reason: notCounted,
      mappingId: mapping.id,
      labSession,
      decidedAt: at,
    });
  }
  await decideDelivery(tx, delivery.id, "ACCEPTED", notCounted, at);
}
