import type { Actor } from "@forgea/trpc/actor";
import { CodedError } from "@forgea/trpc/coded-error";
import { type LabSessionView, type ReceiptView, SubmissionView } from "../contracts/lab-session.ts";
import type { GitHubPort, SessionDeps } from "../ports.ts";
import { findPlace, type Place } from "../store/queue-store.ts";
import { findOwnSession, type OwnSessionRow } from "../store/session-view-store.ts";
import { optionsOf } from "./view-labs.ts";

/** The actor's own session. A foreign one and a missing one get the same NOT_FOUND. */
export async function viewLabSession(
  deps: SessionDeps,
  actor: Actor,
  id: string,
): Promise<LabSessionView> {
  const row = await findOwnSession(deps.database, id, actor.id);
  if (row === null) throw new CodedError("NOT_FOUND");
  const repository = repositoryOf(row, deps.github);
  return {
    id: row.id,
    status: row.status,
    version: row.version,
    eventSeq: row.eventSeq,
    attempt: row.attempt,
    lab: { slug: row.lab.slug, title: row.lab.title, versionNumber: row.labVersion.number },
    heldAt: row.heldAt,
    failureCode: row.failureCode,
    ...stepOf(row),
    queue: await findQueuePlace(deps, row),
    repository: row.status === "PROVISIONING" ? null : repository,
    access: {
      state: row.accessState,
      invitationUrl: repository === null ? null : `${repository.webUrl}/invitations`,
      canAcceptHere: actor.providerToken !== null,
      expiresAt: row.invitationExpiresAt,
    },
    createdAt: row.createdAt,
    startedAt: row.startedAt,
    endsAt: row.endsAt,
    completedAt: row.completedAt,
    submission: submissionOf(row),
    lastPushAt: row.lastPushAt,
    pushes: row.snapshots,
    otherRefs: row.otherRefs,
    handedIn: handedInOf(row.snapshots),
    ...optionsOf(row, row.lab, deps.clock.now(), row.lab.status === "PUBLISHED"),
    tokenPageUrl: `${deps.github.webUrl}/settings/tokens`,
  };
}

async function findQueuePlace(deps: SessionDeps, row: OwnSessionRow): Promise<Place | null> {
  const intent = row.status === "PROVISIONING" ? row.intents[0] : undefined;
  if (intent?.step !== "QUEUED") return null;
  const budget = { host: intent.host, owner: intent.owner };
  return findPlace(deps.database, budget, intent.id, deps.github.creationLimits);
}

/** What is handed in: the last push that counted. `pushes` stand newest first. */
export function handedInOf(pushes: readonly ReceiptView[]): LabSessionView["handedIn"] {
  const last = pushes.find((push) => push.counted);
  return last === undefined
    ? null
    : { commitSha: last.commitSha, providerPushedAt: last.providerPushedAt };
}

/** Who submitted, while a session is submitted. Its events stand in order, or are the last one alone. */
export function submissionOf(row: Pick<OwnSessionRow, "completedAt" | "events">) {
  const event = row.events.findLast(({ toStatus }) => toStatus === "COMPLETED");
  if (row.completedAt === null || event === undefined) return null;
  const { actorKind: by, at, note } = event;
  return SubmissionView.parse({ by, at, reason: note?.text ?? null });
}

/** What the transition table needs of a row. */
export function lifecycleFactsOf(row: Pick<OwnSessionRow, "status" | "boundAt" | "heldAt">) {
  return { status: row.status, bound: row.boundAt !== null, held: row.heldAt !== null };
}

/** Where setting up stands, while it does. */
export function stepOf(row: Pick<OwnSessionRow, "status" | "intents">) {
  const intent = row.status === "PROVISIONING" ? row.intents[0] : undefined;
  return { step: intent?.step ?? null, stepSince: intent?.updatedAt ?? null };
}

/** The session's newest repository, with addresses made from the provider's own origin. */
export function repositoryOf(row: Pick<OwnSessionRow, "mappings">, github: GitHubPort) {
  const mapping = row.mappings.find(({ status }) => status === "ACTIVE") ?? row.mappings[0];
  if (mapping === undefined) return null;
  const fullName = `${mapping.owner}/${mapping.name}`;
  const webUrl = `${github.webUrl}/${fullName}`;
  return { fullName, webUrl, cloneUrl: `${webUrl}.git` };
}
