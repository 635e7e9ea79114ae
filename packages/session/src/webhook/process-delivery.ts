import { readInstallationFacts } from "../domain/installation-facts.ts";
import { readMemberFacts } from "../domain/member-facts.ts";
import { readPushFacts } from "../domain/push-facts.ts";
import { readRepositoryFacts } from "../domain/repository-facts.ts";
import type { SessionDeps } from "../ports.ts";
import {
  findUndecidedDelivery,
  type StoredDelivery,
} from "../use-cases/find-undecided-delivery.ts";
import { noteInstallationEvent } from "../use-cases/note-installation-event.ts";
import { noteRepositoryEvent } from "../use-cases/note-repository-event.ts";
import { recordAccess } from "../use-cases/record-access.ts";
import { ignoreDelivery, rejectUnreadable } from "../use-cases/refuse-delivery.ts";
import { resolvePushDelivery } from "../use-cases/resolve-push.ts";

type Handler = (deps: SessionDeps, delivery: StoredDelivery) => Promise<void>;

const handlers = new Map<string, Handler>([
  ["push", processPush],
  ["member", processMember],
  ["repository", processRepository],
  ["installation", processInstallation],
  ["installation_repositories", processInstallation],
]);

/**
 * Decides a stored delivery: exactly one terminal record, or a wait for its repository's binding.
 * Safe to call any number of times.
 */
export async function processDelivery(deps: SessionDeps, deliveryId: bigint): Promise<void> {
  const delivery = await findUndecidedDelivery(deps, deliveryId);
  if (delivery === null) return;
  const handle = handlers.get(delivery.event);
  if (handle === undefined) await ignoreDelivery(deps, delivery, "EVENT_UNSUPPORTED");
  else await handle(deps, delivery);
}

async function processPush(deps: SessionDeps, delivery: StoredDelivery): Promise<void> {
  const read = readPushFacts(delivery.body);
  if (read.ok) await resolvePushDelivery(deps, delivery, read.facts);
  else await rejectUnreadable(deps, delivery, read.reason);
}

async function processMember(deps: SessionDeps, delivery: StoredDelivery): Promise<void> {
  const read = readMemberFacts(delivery.body);
  if (!read.ok) await rejectUnreadable(deps, delivery, read.reason);
  else if (read.facts === null) await ignoreDelivery(deps, delivery, "ACTION_UNSUPPORTED");
  else await recordAccess(deps, delivery, read.facts);
}

async function processRepository(deps: SessionDeps, delivery: StoredDelivery): Promise<void> {
  const read = readRepositoryFacts(delivery.body);
  if (!read.ok) await rejectUnreadable(deps, delivery, read.reason);
  else if (read.facts === null) await ignoreDelivery(deps, delivery, "ACTION_UNSUPPORTED");
  else await noteRepositoryEvent(deps, delivery, read.facts);
}

async function processInstallation(deps: SessionDeps, delivery: StoredDelivery): Promise<void> {
  const read = readInstallationFacts(delivery.body);
  if (!read.ok) await rejectUnreadable(deps, delivery, read.reason);
  else if (read.owner.toLowerCase() !== deps.organisation.toLowerCase()) {
    await ignoreDelivery(deps, delivery, "OTHER_INSTALLATION");
  } else await noteInstallationEvent(deps, delivery);
}
