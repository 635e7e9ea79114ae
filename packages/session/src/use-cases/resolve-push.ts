import { type PushDecision, resolvePush } from "../domain/binding-rules.ts";
import type { PushFacts } from "../domain/push-facts.ts";
import type { SessionDeps } from "../ports.ts";
import {
  decideDelivery,
  deferDelivery,
  insertRejection,
  isBodyAccepted,
  lockUndecidedDelivery,
  type StoredDelivery,
} from "../store/delivery-store.ts";
import { lockLabSession } from "../store/lab-session-store.ts";
import { findMappings, lockMappings } from "../store/mapping-store.ts";
import { inTransaction, type Tx } from "../store/transaction.ts";
import { noteUntrackedRef } from "../store/untracked-ref-store.ts";
import { recordPush } from "./record-push.ts";

/** `again`: other rows than before were found under the lock. */
type Outcome = "decided" | "deferred" | "again";

const maxRounds = 3;

/**
 * Decides a push: one terminal record for its delivery, or a wait for its repository's binding.
 * Throws when the rows kept changing; to be tried again.
 */
export async function resolvePushDelivery(
  deps: SessionDeps,
  delivery: StoredDelivery,
  facts: PushFacts,
): Promise<void> {
  for (let round = 0; round < maxRounds; round++) {
    const outcome = await inTransaction(deps.database, (tx) =>
      decideUnderLocks(tx, deps, delivery, facts),
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
      if (labSession !== null && isStudentsOtherRef(decision, facts)) {
        await noteUntrackedRef(tx, labSession.id, facts, delivery.receivedAt);
      }
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

/** Work that went somewhere else than to the branch that counts: its student should hear of it. */
function isStudentsOtherRef(decision: PushDecision, facts: PushFacts): boolean {
  const ignored = decision.kind === "ignore" && decision.reason === "REF_NOT_TRACKED";
  return ignored && !facts.deleted && !facts.sentByBot;
}
