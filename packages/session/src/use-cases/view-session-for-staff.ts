import type { Actor } from "@forgea/trpc/actor";
import { CodedError } from "@forgea/trpc/coded-error";
import type { StaffLabSessionView, TimelineEntry } from "../contracts/monitor.ts";
import { possibleActions } from "../domain/moving-the-end.ts";
import type { SessionDeps } from "../ports.ts";
import { findSessionForStaff, type StaffSessionRows } from "../store/session-view-store.ts";
import {
  handedInOf,
  lifecycleFactsOf,
  repositoryOf,
  stepOf,
  submissionOf,
} from "./view-lab-session.ts";

/** Everything staff see of one session. Throws NOT_FOUND. */
export async function viewSessionForStaff(
  deps: SessionDeps,
  actor: Actor,
  id: string,
): Promise<StaffLabSessionView> {
  const rows = await findSessionForStaff(deps.database, id);
  if (rows === null) throw new CodedError("NOT_FOUND");
  const { session, otherAttempts, actorNames } = rows;
  const { user, snapshots } = session;
  const [lastPush] = snapshots;
  return {
    id: session.id,
    status: session.status,
    heldAt: session.heldAt,
    version: session.version,
    eventSeq: session.eventSeq,
    attempt: session.attempt,
    student: { id: user.id, name: user.name, login: user.accounts[0]?.login ?? null },
    lab: {
      slug: session.lab.slug,
      title: session.lab.title,
      versionNumber: session.labVersion.number,
    },
    step: stepOf(session).step,
    failureCode: session.failureCode,
    repository: repositoryOf(session, deps.github),
    lastPush: lastPush ?? null,
    endsAt: session.endsAt,
    createdAt: session.createdAt,
    updatedAt: session.updatedAt,
    accessState: session.accessState,
    boundAt: session.boundAt,
    startedAt: session.startedAt,
    completedAt: session.completedAt,
    submission: submissionOf(session),
    lastVerifiedAt:
      session.mappings.find(({ status }) => status === "ACTIVE")?.lastVerifiedAt ??
      session.lastVerifiedAt,
    holdReason: session.holdReason,
    pushes: snapshots,
    otherRefs: session.otherRefs,
    handedIn: handedInOf(snapshots),
    mappings: session.mappings.map(({ owner, name, providerRepoId, ...mapping }) => ({
      ...mapping,
      fullName: `${owner}/${name}`,
      providerRepoId: providerRepoId.toString(),
    })),
    timeline: session.events.map((event) => toTimelineEntry(event, actorNames)),
    possible: possibleActions(lifecycleFactsOf(session), actor.role, session.endsAt),
    otherAttempts,
  };
}

function toTimelineEntry(
  event: StaffSessionRows["session"]["events"][number],
  actorNames: ReadonlyMap<string, string>,
): TimelineEntry {
  const { noteHash: _sealed, ...data } = readData(event.data);
  return {
    seq: event.seq,
    kind: event.kind,
    from: event.fromStatus,
    to: event.toStatus,
    actorKind: event.actorKind,
    actorName: event.actorId === null ? null : (actorNames.get(event.actorId) ?? null),
    reason: event.note?.text ?? null,
    data,
    correlationId: event.correlationId,
    at: event.at,
  };
}

function readData(text: string): Record<string, unknown> {
  const data: unknown = JSON.parse(text);
  return typeof data === "object" && data !== null ? { ...data } : {};
}
