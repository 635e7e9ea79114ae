import { LeaseLostError } from "@forgea/lifecycle/lease";
import { CodedError } from "@forgea/trpc/coded-error";
import { readCosts } from "../domain/read-budget.ts";
import { ProviderError, type SessionDeps } from "../ports.ts";
import { findLostAccess } from "../store/installation-store.ts";
import { findLeaseEnd, leaseIntent, releaseIntent } from "../store/intent-store.ts";
import { noteReads } from "../store/read-budget-store.ts";
import { answerProviderFailure, waitForAccess } from "./answer-provider-failure.ts";
import { bindPrepared } from "./bind-prepared.ts";
import { bindRepository } from "./bind-repository.ts";
import { installationOf } from "./check-installation.ts";
import { createRepository } from "./create-repository.ts";
import { failProvisioning } from "./fail-provisioning.ts";
import { giveAccess } from "./give-access.ts";
import { leaseSeconds, type ProvisionStep } from "./provision-step.ts";
import { stopForBannedStudent } from "./stop-for-banned-student.ts";
import { waitForContent } from "./wait-for-content.ts";
import { waitForTurn } from "./wait-for-turn.ts";

export interface ProvisionRequest {
  readonly labSessionId: string;
  readonly correlationId: string;
  /** Names the worker in the lease. */
  readonly workerId: string;
}

/** `again-at`: not ready yet, or another worker is at it: call again then. */
export type ProvisionOutcome = { kind: "done" } | { kind: "again-at"; time: Date };

/**
 * Takes a session from its reserved row to a bound repository with access for the student: create,
 * wait for the content, bind, give access. Each step is written down before the next begins, so a
 * crash is followed by a call that goes on where this one stopped.
 */
export async function provisionLabSession(
  deps: SessionDeps,
  request: ProvisionRequest,
): Promise<ProvisionOutcome> {
  const lost = await findLostAccess(deps.database.prisma, installationOf(deps));
  if (lost !== null) return againAt(waitForAccess(lost.nextCheckAt));
  const intent = await leaseIntent(
    deps.database,
    request.labSessionId,
    request.workerId,
    leaseSeconds,
  );
  // Another worker is at it. Should it die, somebody must look when its lease runs out.
  if (intent === null) return againAt(await findLeaseEnd(deps.database, request.labSessionId));
  await deps.failpoint?.("lease-taken", intent.labSessionId);
  const step: ProvisionStep = { deps, intent, correlationId: request.correlationId };
  try {
    return await runSteps(step);
  } catch (error) {
    return await answerFailure(step, error).catch(doneWhenOvertaken);
  } finally {
    await releaseIntent(deps.database, intent);
  }
}

async function runSteps(step: ProvisionStep): Promise<ProvisionOutcome> {
  const { deps, intent } = step;
  if (intent.studentBanned) {
    await stopForBannedStudent(step);
    return { kind: "done" };
  }
  await noteReads(deps.database, installationOf(deps), readCosts.provisioningTry);
  if (intent.step !== "INVITING" && intent.preparedAt !== null) {
    if (!(await bindPrepared(step))) return { kind: "done" };
  } else if (intent.step !== "INVITING") {
    const waiting = await waitForTurn(step);
    if (waiting !== null) return againAt(waiting);
    const repository = await createRepository(step);
    const content = await waitForContent(step, repository);
    if (content.kind === "timeout") {
      await failProvisioning(step, "CONTENT_TIMEOUT");
      return { kind: "done" };
    }
    if (content.kind === "not-yet") return againAt(new Date(Date.now() + content.askAgainMs));
    if (!(await bindRepository(step, repository))) {
      await failProvisioning(step, "LAB_ENDED");
      return { kind: "done" };
    }
  }
  return againAt(await giveAccess(step));
}

/** A refusal ends the provisioning; silence is followed by another try, after a pause. */
async function answerFailure(step: ProvisionStep, error: unknown): Promise<ProvisionOutcome> {
  if (!(error instanceof ProviderError)) return doneWhenOvertaken(error);
  return againAt(await answerProviderFailure(step, error));
}

/**
 * The lease went to another worker, or the session was bound, stopped or put on hold meanwhile (its
 * release gives the job back): nothing is left to do here. Throws every other error.
 */
function doneWhenOvertaken(error: unknown): ProvisionOutcome {
  if (error instanceof LeaseLostError) return { kind: "done" };
  const overtaken =
    error instanceof CodedError &&
    (error.code === "ILLEGAL_TRANSITION" || error.code === "AMBIGUOUS_STATE");
  if (overtaken) return { kind: "done" };
  throw error;
}

function againAt(time: Date | null): ProvisionOutcome {
  return time === null ? { kind: "done" } : { kind: "again-at", time };
}
