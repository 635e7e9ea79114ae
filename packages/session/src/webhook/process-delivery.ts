import { type PushDecision, resolvePush } from "../domain/binding-rules.ts";
import type { UnreadableReason } from "../domain/event-body.ts";
import { readMemberFacts } from "../domain/member-facts.ts";
import { type PushFacts, readPushFacts } from "../domain/push-facts.ts";
import type { SessionDeps } from "../ports.ts";
import {
  decideDelivery,
  deferDelivery,
  findDelivery,
  insertRejection,
  isBodyAccepted,
  lockUndecidedDelivery,
  type StoredDelivery,
} from "../store/delivery-store.ts";
import { lockLabSession } from "../store/lab-session-store.ts";
import { findMappings, lockMappings } from "../store/mapping-store.ts";
import { inTransaction, type Tx } from "../store/transaction.ts";
import { recordAccess } from "../use-cases/record-access.ts";
import { recordPush } from "../use-cases/record-push.ts";

/** `again`: other rows than before were found under the lock. */
type Outcome = "decided" | "deferred" | "again";

const maxRounds = 3;

/**
 * Decides a stored delivery: exactly one terminal record, or a wait for its repository's binding.
 * Safe to call any number of times. Throws when the rows kept changing; the job is tried again.
 */
export async function processDelivery(deps: SessionDeps, deliveryId: bigint): Promise<void> {
  const delivery = await findDelivery(deps.database, deliveryId);
  if (delivery === null || delivery.state !== "RECEIVED") return;
  const handle = handlers.get(delivery.event);
  if (handle === undefined) await ignore(deps, delivery, "EVENT_UNSUPPORTED");
  else await handle(deps, delivery);
}

type Handler = (deps: SessionDeps, delivery: StoredDelivery) => Promise<void>;

const handlers = new Map<string, Handler>([
  ["push", processPush],
  ["member", processMember],
]);

async function processMember(deps: SessionDeps, delivery: StoredDelivery): Promise<void> {
  const read = readMemberFacts(delivery.body);
  if (!read.ok) await rejectUnreadable(deps, delivery, read.reason);
  else if (read.facts === null) await ignore(deps, delivery, "ACTION_UNSUPPORTED");
  else await recordAccess(deps, delivery, read.facts);
}

async function processPush(deps: SessionDeps, delivery: StoredDelivery): Promise<void> {
  const read = readPushFacts(delivery.body);
  if (!read.ok) {
    await rejectUnreadable(deps, delivery, read.reason);
    return;
  }
  for (let round = 0; round < maxRounds; round++) {
    const outcome = await inTransaction(deps.database, (tx) =>
      decideUnderLocks(tx, deps, delivery, read.facts),
    );
    if (outcome === "again") continue;
    if (outcome === "decided") deps.wake.touch();
    return;
  }
  throw new Error("the rows of this delivery changed three times while it was decided");
}

/**
 * Reads the mapping unlocked to learn the session, locks session → mapping → delivery in that
 * order, reads again, and decides on the fresh rows.
 */
async function decideUnderLocks(
  tx: Tx,
  deps: SessionDeps,
  delivery: StoredDelivery,
  facts: PushFacts,
): Promise<Outcome> {
  const activeOf = async () =>
    (await findMappings(tx, delivery.host, facts.repoId)).find((row) => row.status === "ACTIVE");
  const seen = await activeOf();
  const labSession = seen === undefined ? null : await lockLabSession(tx, seen.labSessionId);
  await lockMappings(tx, delivery.host, facts.repoId);
  if ((await activeOf())?.labSessionId !== seen?.labSessionId) return "again";
  if (!(await lockUndecidedDelivery(tx, delivery.id))) return "decided";

  const mappings = await findMappings(tx, delivery.host, facts.repoId);
  const decision = resolvePush(facts, {
    mappings,
    labSession: labSession === null ? null : { ...labSession, held: labSession.heldAt !== null },
    bodyAccepted: await isBodyAccepted(tx, delivery),
  });
  return act(tx, deps, { delivery, facts, labSession, decision });
}

interface Decided {
  readonly delivery: StoredDelivery;
  readonly facts: PushFacts;
  readonly labSession: Awaited<ReturnType<typeof lockLabSession>>;
  readonly decision: PushDecision;
}

async function act(tx: Tx, deps: SessionDeps, decided: Decided): Promise<Outcome> {
  const { delivery, facts, labSession, decision } = decided;
  const at = deps.clock.now();
  switch (decision.kind) {
    case "ignore":
      await decideDelivery(tx, delivery.id, "IGNORED", decision.reason, at);
      return "decided";
    case "defer":
      await deferDelivery(tx, delivery.id, facts.repoId);
      return "deferred";
    case "reject":
      await insertRejection(tx, {
        delivery,
        facts,
        reason: decision.reason,
        mappingId: decision.mapping?.id ?? null,
        labSession,
        decidedAt: at,
      });
      await decideDelivery(tx, delivery.id, "REJECTED", decision.reason, at);
      return "decided";
    case "accept":
      await recordPush(tx, { delivery, facts, decision, labSession, at });
      return "decided";
  }
}

async function ignore(deps: SessionDeps, delivery: StoredDelivery, reason: string): Promise<void> {
  await inTransaction(deps.database, async (tx) => {
    if (!(await lockUndecidedDelivery(tx, delivery.id))) return;
    await decideDelivery(tx, delivery.id, "IGNORED", reason, deps.clock.now());
  });
}

async function rejectUnreadable(
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
