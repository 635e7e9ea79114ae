import type { Actor } from "@forgea/trpc/actor";
import { CodedError } from "@forgea/trpc/coded-error";
import type { SessionDeps } from "../ports.ts";
import {
  findCurrentLabSession,
  findStartObstacle,
  newSessionsPerHour,
  type StartedLabSession,
  startLabSession,
} from "../store/lab-session-store.ts";
import { availabilityAt } from "./view-labs.ts";

/**
 * Starts a lab for the actor, or answers the session that is there: a double click, two tabs and a
 * retry after a lost answer all get the same one. Throws NOT_FOUND for a lab that
 * is unknown or a draft, LAB_NOT_AVAILABLE (with its reason) for one that is archived, not open yet
 * or over, RATE_LIMITED (with the time) after too many new sessions within an hour.
 */
export async function startLab(
  deps: SessionDeps,
  actor: Actor,
  request: { labSlug: string; correlationId: string },
): Promise<StartedLabSession> {
  if (actor.login === null) throw new CodedError("ACCOUNT_NOT_LINKED");
  await deps.failpoint?.("before-reserve-commits", `${actor.id}:${request.labSlug}`);
  const started = await startLabSession(deps.database, {
    userId: actor.id,
    labSlug: request.labSlug,
    host: deps.github.host,
    owner: deps.organisation,
    acceptToken: actor.providerToken === null ? null : deps.vault.seal(actor.providerToken),
    correlationId: request.correlationId,
    at: deps.clock.now(),
  });
  if (started !== null) {
    if (started.created) deps.wake.touch();
    const lost = started.created ? "after-reserve" : "in-progress-reply-lost";
    await deps.failpoint?.(lost, started.id);
    return started;
  }
  // Nothing created and nothing seen: either the lab is not to be started, or another start won
  // between this statement's snapshot and its insert. A fresh look tells which.
  const id = await findCurrentLabSession(deps.database, actor.id, request.labSlug);
  if (id !== null) return { id, created: false };
  throw await refusalOf(deps, actor, request.labSlug);
}

/** Says why a start was refused. A draft is answered like a lab that does not exist. */
async function refusalOf(deps: SessionDeps, actor: Actor, labSlug: string): Promise<CodedError> {
  const now = deps.clock.now();
  const { lab, startedWithinHour, retryAt } = await findStartObstacle(
    deps.database,
    actor.id,
    labSlug,
    now,
  );
  if (lab === null || lab.status === "DRAFT") return new CodedError("NOT_FOUND");
  if (lab.status === "ARCHIVED") return new CodedError("LAB_NOT_AVAILABLE", { reason: "archived" });
  const availability = availabilityAt(now, lab);
  if (availability !== "open") return new CodedError("LAB_NOT_AVAILABLE", { reason: availability });
  if (startedWithinHour >= newSessionsPerHour && retryAt !== null) {
    return new CodedError("RATE_LIMITED", { retryAt: retryAt.toISOString() });
  }
  return new CodedError("LAB_NOT_AVAILABLE", { reason: "not-published" });
}
