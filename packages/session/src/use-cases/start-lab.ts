import type { Actor } from "@forgea/trpc/actor";
import { CodedError } from "@forgea/trpc/coded-error";
import { type StudentOptions, studentOptions } from "../domain/student-options.ts";
import type { SessionDeps } from "../ports.ts";
import {
  findStartObstacle,
  newSessionsPerHour,
  type StartedLabSession,
  type StartRequest,
  startLabSession,
} from "../store/lab-session-store.ts";
import { isTemplateMissing } from "../store/template-store.ts";
import { availabilityAt } from "./view-labs.ts";

/** The session that a start answers, whatever its status, and what is possible in it. */
export type StartedLab = Pick<
  StartedLabSession,
  "id" | "created" | "status" | "version" | "attempt"
> &
  StudentOptions;

/**
 * Starts a lab for the actor, or answers the session that is there, with its status and what is
 * possible in it: a double click, two tabs and a retry after a lost answer all get the same one.
 * Throws NOT_FOUND for a lab that is unknown or a draft, LAB_NOT_AVAILABLE (with its reason) for one
 * that is archived, not open yet, over or without its template, ATTEMPTS_USED when every attempt the lab allows was archived,
 * RATE_LIMITED (with the time) after too many new sessions within an hour.
 */
export async function startLab(
  deps: SessionDeps,
  actor: Actor,
  request: { labSlug: string; correlationId: string },
): Promise<StartedLab> {
  if (actor.login === null) throw new CodedError("ACCOUNT_NOT_LINKED");
  await deps.failpoint?.("before-reserve-commits", `${actor.id}:${request.labSlug}`);
  const started = await startOrFind(deps, {
    userId: actor.id,
    labSlug: request.labSlug,
    host: deps.github.host,
    owner: deps.organisation,
    acceptToken: actor.providerToken === null ? null : deps.vault.seal(actor.providerToken),
    correlationId: request.correlationId,
    at: deps.clock.now(),
  });
  if (started === null) throw await refusalOf(deps, actor, request.labSlug);
  if (started.created) deps.wake.touch();
  const lost = started.created ? "after-reserve" : "in-progress-reply-lost";
  await deps.failpoint?.(lost, started.id);
  const { id, created, status, version, attempt } = started;
  return { id, created, status, version, attempt, ...studentOptions(started, started) };
}

async function startOrFind(
  deps: SessionDeps,
  request: StartRequest,
): Promise<StartedLabSession | null> {
  // Nothing created and nothing seen: either the lab is not to be started, or another start won
  // between the statement's snapshot and its insert. A fresh snapshot tells which.
  return (
    (await startLabSession(deps.database, request)) ??
    (await startLabSession(deps.database, request))
  );
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
  if (await isTemplateMissing(deps.database, labSlug)) {
    return new CodedError("LAB_NOT_AVAILABLE", { reason: "template-missing" });
  }
  if (startedWithinHour >= newSessionsPerHour && retryAt !== null) {
    return new CodedError("RATE_LIMITED", { retryAt: retryAt.toISOString() });
  }
  return new CodedError("LAB_NOT_AVAILABLE", { reason: "not-published" });
}
