import type { PushFacts } from "../domain/push-facts.ts";
import { type CountingSession, counts } from "../domain/push-time.ts";
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

/** Pushes whose answer to "did it count?" changed, by their numbers. */
export interface Recount {
  readonly nowCounted: number[];
  readonly noLongerCounted: number[];
}

/** Decides again for every push of a session whether it counts. The session's row must be locked. */
export async function recountSnapshots(
  tx: Tx,
  labSessionId: string,
  session: CountingSession,
): Promise<Recount> {
  const snapshots = await tx.snapshot.findMany({
    where: { labSessionId },
    orderBy: { number: "asc" },
    select: {
      number: true,
      commitSha: true,
      providerPushedAt: true,
      counted: true,
      notCountedReason: true,
    },
  });
  const recount: Recount = { nowCounted: [], noLongerCounted: [] };
  for (const snapshot of snapshots) {
    const { number, commitSha, providerPushedAt, counted, notCountedReason } = snapshot;
    const verdict = counts({ pushedAt: providerPushedAt, commitSha }, session);
    const reason = verdict.counts ? null : verdict.reason;
    if (counted === verdict.counts && notCountedReason === reason) continue;
    await tx.snapshot.updateMany({
      where: { labSessionId, number },
      data: { counted: verdict.counts, notCountedReason: reason },
    });
    if (counted !== verdict.counts) {
      (verdict.counts ? recount.nowCounted : recount.noLongerCounted).push(number);
    }
  }
  return recount;
}
