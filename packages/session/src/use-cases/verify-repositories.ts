import { readCosts } from "../domain/read-budget.ts";
import { ProviderError, type ProviderRepository, type SessionDeps } from "../ports.ts";
import { lockLabSession } from "../store/lab-session-store.ts";
import { lockMappings } from "../store/mapping-store.ts";
import {
  type BoundRepository,
  claimVerifications,
  countVerificationsDue,
  noteSeen,
} from "../store/missing-store.ts";
import { takeReads } from "../store/read-budget-store.ts";
import { inTransaction } from "../store/transaction.ts";
import {
  checkInstallation,
  type InstallationAccess,
  installationOf,
} from "./check-installation.ts";
import { releaseFoundSession } from "./release-found-session.ts";
import { settleMissing } from "./settle-missing.ts";

/** Mappings that one round verifies at most. */
const batch = 25;

/**
 * Verifies bound repositories by their id, those that are due: a day after they were last seen, and
 * those that are missing when their proof is due. Within the reads that starts leave over. A
 * round ends when access is lost: then no 404 means anything.
 */
export async function verifyRepositories(deps: SessionDeps, correlationId: string): Promise<void> {
  const { database, github, clock } = deps;
  const key = installationOf(deps);
  const due = await countVerificationsDue(database, github.host, clock.now());
  if (due === 0) return;
  const wanted = Math.min(due, batch) * readCosts.verifyMapping;
  const granted = await takeReads(database, key, wanted);
  if (granted < readCosts.verifyMapping) return;
  const claimed = await claimVerifications(database, github.host, clock.now(), granted);
  const missing: BoundRepository[] = [];
  for (const mapping of claimed) {
    const repository = await readOrStop(deps, mapping);
    if (repository === "stop") return;
    if (repository === null) missing.push(mapping);
    else await recordSeen(deps, mapping, repository, correlationId);
  }
  if (missing.length > 0) await judge(deps, missing, correlationId);
}

/** Decides about 404s, after a look whether the installation can read others: before it, a 404 says nothing. */
async function judge(
  deps: SessionDeps,
  missing: readonly BoundRepository[],
  correlationId: string,
): Promise<void> {
  let access: InstallationAccess;
  try {
    const except = missing.map(({ providerRepoId }) => providerRepoId);
    access = await checkInstallation(deps, correlationId, except);
  } catch (error) {
    if (error instanceof ProviderError) return;
    throw error;
  }
  if (access.lost !== null) return;
  for (const mapping of missing) {
    await settleMissing(deps, { mapping, access, deletedByWebhook: false, correlationId });
  }
}

async function readOrStop(
  { github, log }: SessionDeps,
  mapping: BoundRepository,
): Promise<ProviderRepository | null | "stop"> {
  try {
    return await github.findRepositoryById(mapping.providerRepoId);
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    // The others would be answered the same; they stay claimed and come back in a minute.
    log.warn({ err: error }, "verification stopped: the provider does not answer");
    return "stop";
  }
}

/** It is there: forget that it was missed, keep its name, and let its session go on if it was held for this. */
export async function recordSeen(
  deps: SessionDeps,
  mapping: BoundRepository,
  repository: ProviderRepository,
  correlationId: string,
): Promise<void> {
  const at = deps.clock.now();
  await inTransaction(deps.database, async (tx) => {
    const session = await lockLabSession(tx, mapping.labSessionId);
    await lockMappings(tx, mapping.host, mapping.providerRepoId);
    await noteSeen(tx, mapping, repository, at);
    if (session !== null) await releaseFoundSession(tx, session, { at, correlationId });
  });
  deps.wake.touch();
}
