import { failureCodeOf } from "../domain/provider-failure.ts";
import { retryPauseMs } from "../domain/retry-pause.ts";
import { ProviderError } from "../ports.ts";
import { pauseBudget } from "../store/budget-store.ts";
import { writeIntent } from "../store/intent-store.ts";
import { inTransaction } from "../store/transaction.ts";
import { answerMissingTemplate } from "./answer-missing-template.ts";
import { checkInstallation, type InstallationAccess } from "./check-installation.ts";
import { failProvisioning } from "./fail-provisioning.ts";
import type { ProvisionStep } from "./provision-step.ts";

/**
 * What follows from a failed call: silence, errors and nonsense are followed by another try, a refusal
 * ends the provisioning, and lost access is waited for: then a refusal says nothing about this
 * repository. Answers when to try again, or null when it is ended.
 */
export async function answerProviderFailure(
  step: ProvisionStep,
  error: ProviderError,
): Promise<Date | null> {
  const { deps, intent } = step;
  deps.log.warn({ err: error, labSessionId: intent.labSessionId }, "the provider did not do it");
  if (error.retryAfterSeconds !== null) {
    // Whatever was asked for: the provider wants silence from all of us.
    const until = new Date(Date.now() + error.retryAfterSeconds * 1_000);
    await pauseBudget(deps.database, { host: intent.host, owner: intent.owner }, until);
  }
  if (error.kind === "unavailable") return tryAgain(step, error);
  const access = isDoubtful(error) ? await lookAtAccess(step) : null;
  if (access === "unknown") return tryAgain(step, error);
  if (access !== null && access.lost !== null) return waitForAccess(access.nextCheckAt);
  if (error.kind === "no-access") return tryAgain(step, error);

  // The repository is bound by then: what failed is the invitation, and the student's page says so.
  if (intent.step === "INVITING") throw error;
  if (error.status === 404 && intent.providerRepoId === null) {
    const again = await answerMissingTemplate(step, access?.othersReadable === true);
    if (again !== "refused") return again;
  }
  await failProvisioning(step, failureCodeOf(error));
  return null;
}

/** A moment after the next look at access, so that it has been looked at by then. */
export function waitForAccess(nextCheckAt: Date): Date {
  const spread = 1_000 + Math.random() * 2_000;
  return new Date(Math.max(nextCheckAt.getTime(), Date.now()) + spread);
}

/** Answers that lost access would give as well. */
function isDoubtful(error: ProviderError): boolean {
  return error.kind === "no-access" || error.status === 403 || error.status === 404;
}

async function lookAtAccess({
  deps,
  correlationId,
}: ProvisionStep): Promise<InstallationAccess | "unknown"> {
  try {
    return await checkInstallation(deps, correlationId);
  } catch (error) {
    if (error instanceof ProviderError) return "unknown";
    throw error;
  }
}

async function tryAgain({ deps, intent }: ProvisionStep, error: ProviderError): Promise<Date> {
  if (error.retryAfterSeconds !== null) {
    return new Date(Date.now() + error.retryAfterSeconds * 1_000);
  }
  // Should it never succeed, this is the cause that the student reads.
  const lastErrorCode = failureCodeOf(error);
  await inTransaction(deps.database, (tx) => writeIntent(tx, intent, { lastErrorCode }));
  return new Date(Date.now() + retryPauseMs(intent.attempts));
}
