import { ProviderError } from "../ports.ts";
import { reserveRepository } from "../store/attempt-store.ts";
import { enqueueCompensation, writeIntent } from "../store/intent-store.ts";
import { lockLabSession } from "../store/lab-session-store.ts";
import { inTransaction } from "../store/transaction.ts";
import { bindRepository } from "./bind-repository.ts";
import { checkInstallation } from "./check-installation.ts";
import { failProvisioning } from "./fail-provisioning.ts";
import { carriesMarker } from "./marker.ts";
import type { ProvisionStep } from "./provision-step.ts";

/**
 * Binds a repository that was prepared: its content was verified then and nobody had access since,
 * so one question is enough, whether it is still there and still ours. When it is not, the session
 * gets an ordinary one. False when nothing is bound and nothing is left to do in this job.
 */
export async function bindPrepared(step: ProvisionStep): Promise<boolean> {
  const { deps, intent } = step;
  const { providerRepoId } = intent;
  const repository =
    providerRepoId === null ? null : await deps.github.findRepositoryById(providerRepoId);
  if (repository === null) await requireAccess(step);
  if (repository === null || !carriesMarker(repository, intent.id)) {
    await replacePrepared(step);
    return false;
  }
  if (await bindRepository(step, repository)) return true;
  await failProvisioning(step, "LAB_ENDED");
  return false;
}

/** Gives the prepared one up and asks for an ordinary one, with its job, in one transaction. */
async function replacePrepared({ deps, intent, correlationId }: ProvisionStep): Promise<void> {
  const { acceptToken } = intent;
  await inTransaction(deps.database, async (tx) => {
    const session = await lockLabSession(tx, intent.labSessionId);
    if (session === null) return;
    await writeIntent(tx, intent, {
      state: "ABANDONED",
      lastErrorCode: "PREPARED_GONE",
      acceptToken: null,
    });
    await reserveRepository(tx, session, {
      host: intent.host,
      owner: intent.owner,
      acceptToken: acceptToken === null ? null : Uint8Array.from(acceptToken),
      correlationId,
    });
    await enqueueCompensation(tx, intent.id);
  });
  deps.log.warn({ intentId: intent.id }, "a prepared repository was gone; another one is made");
}

/** Without access a 404 says nothing: the job waits for it. Throws ProviderError. */
async function requireAccess({ deps, intent, correlationId }: ProvisionStep): Promise<void> {
  const own = intent.providerRepoId === null ? [] : [intent.providerRepoId];
  const { lost } = await checkInstallation(deps, correlationId, own);
  if (lost !== null) throw new ProviderError("no-access", "the installation cannot be used");
}
