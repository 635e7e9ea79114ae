import type { PushFacts } from "../domain/push-facts.ts";
import type { StoredDelivery } from "./delivery-store.ts";
import type { Tx } from "./transaction.ts";

/**
 * Stores an accepted push as the session's next snapshot and answers its number. The session's row
 * must be locked: numbers are contiguous because of it.
 */
export async function insertSnapshot(
  tx: Tx,
  labSessionId: string,
  delivery: StoredDelivery,
  facts: PushFacts,
  notCountedReason: string | null,
): Promise<number> {
  const last = await tx.snapshot.findFirst({
    where: { labSessionId },
    orderBy: { number: "desc" },
    select: { number: true },
  });
  const number = (last?.number ?? 0) + 1;
  await tx.snapshot.create({
    data: {
      labSessionId,
      number,
      deliveryId: delivery.id,
      ref: facts.ref,
      commitSha: facts.after,
      beforeSha: facts.before,
      forced: facts.forced,
      providerPushedAt: facts.pushedAt,
      receivedAt: delivery.receivedAt,
      counted: notCountedReason === null,
      notCountedReason,
    },
  });
  await tx.labSession.updateMany({
    where: { id: labSessionId, OR: [{ lastPushAt: null }, { lastPushAt: { lt: facts.pushedAt } }] },
    data: { lastPushAt: facts.pushedAt },
  });
  return number;
}
