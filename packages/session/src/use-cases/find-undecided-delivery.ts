import type { SessionDeps } from "../ports.ts";
import { findDelivery, type StoredDelivery } from "../store/delivery-store.ts";

/** A stored delivery that still waits for its decision; null when there is none, or it was decided. */
export async function findUndecidedDelivery(
  deps: SessionDeps,
  id: bigint,
): Promise<StoredDelivery | null> {
  const delivery = await findDelivery(deps.database, id);
  return delivery?.state === "RECEIVED" ? delivery : null;
}

export type { StoredDelivery };
