import { LeaseLostError } from "@forgea/lifecycle/lease";
import { retryPauseMs } from "../domain/retry-pause.ts";
import { ProviderError, type ProviderRepository, type SessionDeps } from "../ports.ts";
import { pauseBudget } from "../store/budget-store.ts";
import { findLostAccess } from "../store/installation-store.ts";
import { enqueueCompensation, releaseIntent, writeIntent } from "../store/intent-store.ts";
import { findPreparingLeaseEnd, leasePreparing } from "../store/preparing-store.ts";
import { inTransaction } from "../store/transaction.ts";
import { waitForAccess } from "./answer-provider-failure.ts";
import { checkInstallation, installationOf } from "./check-installation.ts";
import { generateOrAdopt } from "./generate-or-adopt.ts";
import { leaseSeconds, type MakingStep } from "./provision-step.ts";
import { waitForContent } from "./wait-for-content.ts";
import { waitForTurn } from "./wait-for-turn.ts";

/**
 * Makes one repository ahead of a class, behind all students in the provider's budget: ready only
 * when the frozen template's tree is there. Answers when to call again, null when it is finished.
 */
export async function prepareRepository(
  deps: SessionDeps,
  request: { readonly intentId: string; readonly workerId: string },
): Promise<Date | null> {
  const { intentId, workerId } = request;
  const lost = await findLostAccess(deps.database.prisma, installationOf(deps));
  if (lost !== null) return waitForAccess(lost.nextCheckAt);
  const intent = await leasePreparing(deps.database, intentId, workerId, leaseSeconds);
  if (intent === null) return findPreparingLeaseEnd(deps.database, intentId);
  const step = { deps, intent };
  try {
    return await runSteps(step);
  } catch (error) {
    return await answerFailure(step, error);
  } finally {
    await releaseIntent(deps.database, intent);
  }
}

async function runSteps(step: MakingStep): Promise<Date | null> {
  const { deps, intent } = step;
  const waiting = await waitForTurn(step);
  if (waiting !== null) return waiting;
  const repository = await makeOnce(step);
  if (repository === null) throw new ProviderError("refused", "the new repository is not there");
  const content = await waitForContent(step, repository);
  if (content.kind === "timeout") return giveUp(step, "CONTENT_TIMEOUT");
  if (content.kind === "not-yet") return new Date(Date.now() + content.askAgainMs);
  const now = new Date();
  await inTransaction(deps.database, (tx) =>
    writeIntent(tx, intent, { step: "BINDING", preparedAt: now, progressAt: now }),
  );
  return null;
}

async function makeOnce(step: MakingStep): Promise<ProviderRepository | null> {
  const { deps, intent } = step;
  if (intent.providerRepoId !== null) return deps.github.findRepositoryById(intent.providerRepoId);
  const repository = await generateOrAdopt(step);
  await inTransaction(deps.database, (tx) =>
    writeIntent(tx, intent, {
      step: "COPYING",
      providerRepoId: repository.id,
      progressAt: new Date(),
      lastErrorCode: null,
    }),
  );
  return repository;
}

async function answerFailure(step: MakingStep, error: unknown): Promise<Date | null> {
  if (error instanceof LeaseLostError) return null;
  if (!(error instanceof ProviderError)) throw error;
  const { deps, intent } = step;
  deps.log.warn({ err: error, intentId: intent.id }, "the provider did not prepare it");
  if (error.retryAfterSeconds !== null) {
    const until = new Date(Date.now() + error.retryAfterSeconds * 1_000);
    await pauseBudget(deps.database, { host: intent.host, owner: intent.owner }, until);
    return until;
  }
  if (error.kind !== "conflict" && error.kind !== "unavailable") {
    // Lost access would be answered the same way; then nothing is known about this repository.
    const access = await checkInstallation(deps, `prepare:${intent.id}`, ownOf(intent));
    if (access.lost !== null) return waitForAccess(access.nextCheckAt);
  }
  const mayGetBetter = error.kind === "unavailable" || error.kind === "no-access";
  if (mayGetBetter) return new Date(Date.now() + retryPauseMs(intent.attempts));
  return giveUp(step, error.kind === "conflict" ? "NAME_TAKEN" : "PROVIDER_REFUSED");
}

/** What the look at access must not ask for: it is in doubt itself. */
function ownOf({ providerRepoId }: MakingStep["intent"]): bigint[] {
  return providerRepoId === null ? [] : [providerRepoId];
}

async function giveUp({ deps, intent }: MakingStep, lastErrorCode: string): Promise<null> {
  await inTransaction(deps.database, async (tx) => {
    await writeIntent(tx, intent, { state: "ABANDONED", lastErrorCode });
    await enqueueCompensation(tx, intent.id);
  });
  return null;
}
