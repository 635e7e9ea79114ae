import type { RepositoryFacts } from "../domain/repository-facts.ts";
import { ProviderError, type SessionDeps } from "../ports.ts";
import {
  decideDelivery,
  lockUndecidedDelivery,
  type StoredDelivery,
} from "../store/delivery-store.ts";
import { findBoundRepository } from "../store/missing-store.ts";
import { inTransaction, type Tx } from "../store/transaction.ts";
import { checkInstallation } from "./check-installation.ts";
import { ignoreDelivery } from "./refuse-delivery.ts";
import { settleMissing } from "./settle-missing.ts";
import { recordSeen } from "./verify-repositories.ts";

/**
 * A bound repository was deleted, renamed or transferred, says a signed event: the provider is asked by
 * the id. There: its name is followed. Not there, and deleted by this event: proof. Not there
 * otherwise: missing since now. Throws ProviderError when nothing can be said now; to be tried again.
 */
export async function noteRepositoryEvent(
  deps: SessionDeps,
  delivery: StoredDelivery,
  facts: RepositoryFacts,
): Promise<void> {
  const { correlationId } = delivery;
  const mapping = await findBoundRepository(deps.database, delivery.host, facts.repoId);
  if (mapping === null) return ignoreDelivery(deps, delivery, "REPO_NOT_BOUND");
  const repository = await deps.github.findRepositoryById(facts.repoId);
  if (repository !== null) {
    await recordSeen(deps, mapping, repository, correlationId);
    if (facts.action === "deleted") return ignoreDelivery(deps, delivery, "REPO_STILL_THERE");
    return inTransaction(deps.database, (tx) => accept(tx, deps, delivery));
  }
  const access = await checkInstallation(deps, correlationId, [facts.repoId]);
  if (access.lost !== null) {
    throw new ProviderError("no-access", "what the event says cannot be confirmed now");
  }
  const deletedByWebhook = facts.action === "deleted";
  const sight = { mapping, access, deletedByWebhook, correlationId };
  await settleMissing(deps, sight, (tx) => accept(tx, deps, delivery));
}

async function accept(tx: Tx, deps: SessionDeps, delivery: StoredDelivery): Promise<void> {
  if (!(await lockUndecidedDelivery(tx, delivery.id))) return;
  await decideDelivery(tx, delivery.id, "ACCEPTED", null, deps.clock.now());
}
