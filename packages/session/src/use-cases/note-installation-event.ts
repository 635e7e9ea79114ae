import type { SessionDeps } from "../ports.ts";
import {
  decideDelivery,
  lockUndecidedDelivery,
  type StoredDelivery,
} from "../store/delivery-store.ts";
import { inTransaction } from "../store/transaction.ts";
import { checkInstallation } from "./check-installation.ts";

/**
 * Something about our installation changed: it is looked at, and only what is seen counts. Throws
 * ProviderError when the provider does not answer; to be tried again.
 */
export async function noteInstallationEvent(
  deps: SessionDeps,
  delivery: StoredDelivery,
): Promise<void> {
  await checkInstallation(deps, delivery.correlationId);
  await inTransaction(deps.database, async (tx) => {
    if (!(await lockUndecidedDelivery(tx, delivery.id))) return;
    await decideDelivery(tx, delivery.id, "ACCEPTED", null, deps.clock.now());
  });
}
