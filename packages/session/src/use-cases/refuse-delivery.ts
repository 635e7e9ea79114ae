import type { UnreadableReason } from "../domain/event-body.ts";
import type { SessionDeps } from "../ports.ts";
import {
  decideDelivery,
  insertRejection,
  lockUndecidedDelivery,
  type StoredDelivery,
} from "../store/delivery-store.ts";
import { inTransaction } from "../store/transaction.ts";

/** Ends a delivery that is none of ours to act on, with the reason. */
export async function ignoreDelivery(
  deps: SessionDeps,
  delivery: StoredDelivery,
  reason: string,
): Promise<void> {
  await inTransaction(deps.database, async (tx) => {
    if (!(await lockUndecidedDelivery(tx, delivery.id))) return;
    await decideDelivery(tx, delivery.id, "IGNORED", reason, deps.clock.now());
  });
}

/** Ends a delivery whose body cannot be read, with its audit record. */
export async function rejectUnreadable(
  deps: SessionDeps,
  delivery: StoredDelivery,
  reason: UnreadableReason,
): Promise<void> {
  const at = deps.clock.now();
  await inTransaction(deps.database, async (tx) => {
    if (!(await lockUndecidedDelivery(tx, delivery.id))) return;
    await insertRejection(tx, {
      delivery,
      facts: null,
      reason,
      mappingId: null,
      labSession: null,
      decidedAt: at,
    });
    await decideDelivery(tx, delivery.id, "REJECTED", reason, at);
  });
}
