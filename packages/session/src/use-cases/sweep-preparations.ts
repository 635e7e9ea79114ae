import type { SessionDeps } from "../ports.ts";
import { endPreparation, findUnwantedPreparations } from "../store/preparation-store.ts";
import {
  abandonPreparing,
  findForgottenPreparing,
  findStalledPreparing,
} from "../store/preparing-store.ts";
import { inTransaction } from "../store/transaction.ts";
import { planPreparation } from "./plan-again.ts";

/**
 * Looks after repositories made ahead: gives forgotten ones their job back, gives up what comes no
 * step further, and clears away what nobody needs any more. Run every few seconds by every worker;
 * safe at once.
 */
export async function sweepPreparations(deps: SessionDeps): Promise<void> {
  const { database } = deps;
  const now = deps.clock.now();
  for (const { id, ended } of await findUnwantedPreparations(database, now)) {
    await inTransaction(database, (tx) => endPreparation(tx, id, ended, now));
  }
  for (const intentId of await findStalledPreparing(database)) {
    await inTransaction(database, (tx) => abandonPreparing(tx, intentId, "NO_PROGRESS"));
  }
  for (const intentId of await findForgottenPreparing(database)) {
    await planPreparation(deps, intentId, new Date());
  }
}
