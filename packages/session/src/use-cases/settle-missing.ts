import { judgeMissing, type LossDecision, lossProofMs } from "../domain/loss-rules.ts";
import type { SessionDeps } from "../ports.ts";
import { applyTransition } from "../store/apply-transition.ts";
import { appendEvent } from "../store/event-store.ts";
import { holdSession } from "../store/hold-store.ts";
import { lockInstallation } from "../store/installation-store.ts";
import { abandonIntents } from "../store/intent-store.ts";
import { type LockedLabSession, lockLabSession } from "../store/lab-session-store.ts";
import { lockMappings } from "../store/mapping-store.ts";
import {
  type BoundRepository,
  countOthersGone,
  markLost,
  noteMissing,
  wasReleasedByPerson,
} from "../store/missing-store.ts";
import { inTransaction, type Tx } from "../store/transaction.ts";
import { type InstallationAccess, installationOf } from "./check-installation.ts";

/** What was seen of a bound repository that answered 404 by its id. */
export interface MissingSight {
  readonly mapping: BoundRepository;
  /** Access as it was after that 404. */
  readonly access: Extract<InstallationAccess, { lost: null }>;
  /** A signed `repository.deleted` came for it. */
  readonly deletedByWebhook: boolean;
  readonly correlationId: string;
}

export type MissingOutcome = LossDecision["kind"] | "moot";

/**
 * Decides under the locks what follows from a 404: remember it, end the session on proof, or ask a
 * person. `also` runs in the same transaction (a delivery's record). `moot`: the mapping is not live any more,
 * or access was lost meanwhile.
 */
export async function settleMissing(
  deps: SessionDeps,
  sight: MissingSight,
  also: (tx: Tx, outcome: MissingOutcome) => Promise<void> = async () => undefined,
): Promise<MissingOutcome> {
  const outcome = await inTransaction(deps.database, async (tx) => {
    const settled = await settleUnderLocks(tx, deps, sight);
    await also(tx, settled);
    return settled;
  });
  const facts = { labSessionId: sight.mapping.labSessionId, outcome };
  if (outcome === "lost") deps.log.warn(facts, "a repository is gone for good");
  if (outcome === "hold") deps.log.error(facts, "repositories are missing: a person is asked");
  deps.wake.touch();
  return outcome;
}

async function settleUnderLocks(
  tx: Tx,
  deps: SessionDeps,
  { mapping, access, deletedByWebhook, correlationId }: MissingSight,
): Promise<MissingOutcome> {
  const at = deps.clock.now();
  const session = await lockLabSession(tx, mapping.labSessionId);
  if (session === null) return "moot";
  await lockMappings(tx, mapping.host, mapping.providerRepoId);
  const fresh = await tx.gitHubRepoMapping.findUniqueOrThrow({ where: { id: mapping.id } });
  if (fresh.status !== "ACTIVE") return "moot";
  // Two losses at once are counted one after the other: the row of the installation is their turn.
  const installation = await lockInstallation(tx, installationOf(deps));
  if (installation.accessLostAt !== null) return "moot";

  const decision = judgeMissing({
    missingSince: fresh.missingSince,
    now: at,
    proofMs: deps.lossProofMs ?? lossProofMs,
    deletedByWebhook,
    othersReadable: access.othersReadable,
    selection: access.selection,
    releasedByPerson: await wasReleasedByPerson(tx, session.id, fresh.lastVerifiedAt),
    othersGone: await countOthersGone(tx, mapping.host, mapping.id, at),
  });
  switch (decision.kind) {
    case "look-again":
      await noteMissing(tx, mapping.id, decision.missingSince, decision.at);
      break;
    case "hold":
      await markLost(tx, mapping.id, at, "keep");
      if (session.status === "IN_PROGRESS") {
        await holdSession(tx, session, { reason: decision.reason, at, correlationId });
      }
      break;
    case "lost":
      await lose(tx, session, mapping, { at, correlationId, deletedByWebhook });
      break;
  }
  return decision.kind;
}

async function lose(
  tx: Tx,
  session: LockedLabSession,
  mapping: BoundRepository,
  {
    at,
    correlationId,
    deletedByWebhook,
  }: { at: Date; correlationId: string; deletedByWebhook: boolean },
): Promise<void> {
  // Somebody looks at this session already; the repository is looked for again later.
  if (session.heldAt !== null) {
    await markLost(tx, mapping.id, at, "keep");
    return;
  }
  const by = { kind: deletedByWebhook ? "WEBHOOK" : "SYSTEM", id: null } as const;
  const data = {
    providerRepoId: mapping.providerRepoId.toString(),
    proof: deletedByWebhook ? "deleted-event" : "missing-twice",
  };
  if (session.status === "IN_PROGRESS") {
    await applyTransition(tx, {
      labSessionId: session.id,
      event: "repository-lost",
      by,
      at,
      correlationId,
      patch: { failureCode: "REPOSITORY_LOST" },
      data: { ...data, failureCode: "REPOSITORY_LOST" },
    });
    await abandonIntents(tx, session.id);
  } else {
    // What was handed in stands; only the repository behind it is gone.
    const kind = "repository-gone";
    await appendEvent(tx, { labSessionId: session.id, kind, by, data, at, correlationId });
  }
  await markLost(tx, mapping.id, at, "tombstone");
}
