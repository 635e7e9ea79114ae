import { ProviderError, type SessionDeps } from "../ports.ts";
import {
  findLeaseEnd,
  type LeasedIntent,
  LeaseLostError,
  leaseIntent,
  releaseIntent,
} from "../store/intent-store.ts";
import { bindRepository } from "./bind-repository.ts";
import { createRepository } from "./create-repository.ts";
import { failProvisioning } from "./fail-provisioning.ts";
import { giveAccess } from "./give-access.ts";
import { waitForContent } from "./wait-for-content.ts";

/** Longer than any single step takes; a worker that dies is followed by another after it. */
const leaseSeconds = 60;

export interface ProvisionRequest {
  readonly labSessionId: string;
  readonly correlationId: string;
  /** Names the worker in the lease. */
  readonly workerId: string;
}

/** What every step of provisioning gets. */
export interface ProvisionStep {
  readonly deps: SessionDeps;
  readonly intent: LeasedIntent;
  readonly correlationId: string;
}

/** `again-at`: not ready yet, or another worker is at it: call again then. */
export type ProvisionOutcome = { kind: "done" } | { kind: "again-at"; time: Date };

/**
 * Takes a session from its reserved row to a bound repository with access for the student: create,
 * wait for the content, bind, give access. Each step is written down before the next begins, so a
 * crash is followed by a call that goes on where this one stopped. Throws ProviderError
 * `unavailable` when the provider did not answer: to be tried again later.
 */
export async function provisionLabSession(
  deps: SessionDeps,
  request: ProvisionRequest,
): Promise<ProvisionOutcome> {
  const intent = await leaseIntent(
    deps.database,
    request.labSessionId,
    request.workerId,
    leaseSeconds,
  );
  // Another worker is at it. Should it die, somebody must look when its lease runs out.
  if (intent === null) return againAt(await findLeaseEnd(deps.database, request.labSessionId));
  const step: ProvisionStep = { deps, intent, correlationId: request.correlationId };
  try {
    return await runSteps(step);
  } catch (error) {
    if (error instanceof LeaseLostError) return { kind: "done" };
    if (error instanceof ProviderError && error.kind !== "unavailable") {
      await failProvisioning(step, error.kind === "conflict" ? "NAME_TAKEN" : "PROVIDER_REFUSED");
      return { kind: "done" };
    }
    throw error;
  } finally {
    await releaseIntent(deps.database, intent);
  }
}

function againAt(time: Date | null): ProvisionOutcome {
  return time === null ? { kind: "done" } : { kind: "again-at", time };
}

async function runSteps(step: ProvisionStep): Promise<ProvisionOutcome> {
  if (step.intent.step !== "INVITING") {
    const repository = await createRepository(step);
    const content = await waitForContent(step, repository);
    if (content.kind === "timeout") {
      await failProvisioning(step, "CONTENT_TIMEOUT");
      return { kind: "done" };
    }
    if (content.kind === "not-yet") return againAt(new Date(Date.now() + content.askAgainMs));
    await bindRepository(step, repository);
  }
  await giveAccess(step);
  return { kind: "done" };
}
