import { enqueue, provisionKey } from "./job-store.ts";
import type { LockedLabSession } from "./lab-session-store.ts";
import type { Tx } from "./transaction.ts";

export interface RepositoryRequest {
  readonly host: string;
  readonly owner: string;
  readonly acceptToken: Uint8Array<ArrayBuffer> | null;
  readonly correlationId: string;
}

/**
 * The name of a session's repository: the lab's slug and the random end of the session's id; a
 * further try gets its number, because a name is never used twice.
 */
export function repositoryName(labSlug: string, labSessionId: string, tryNumber: number): string {
  const name = `${labSlug}-${labSessionId.replaceAll("-", "").slice(-10)}`;
  return tryNumber === 1 ? name : `${name}-${tryNumber}`;
}

/** Writes the intent for a session's next repository, and the job that makes it. */
export async function reserveRepository(
  tx: Tx,
  session: Pick<LockedLabSession, "id" | "labVersionId">,
  request: RepositoryRequest,
): Promise<void> {
  const version = await tx.labVersion.findUniqueOrThrow({
    where: { id: session.labVersionId },
    select: { lab: { select: { slug: true } } },
  });
  const before = await tx.repositoryIntent.count({ where: { labSessionId: session.id } });
  const { correlationId, ...intent } = request;
  await tx.repositoryIntent.create({
    data: {
      ...intent,
      name: repositoryName(version.lab.slug, session.id, before + 1),
      labVersionId: session.labVersionId,
      labSessionId: session.id,
    },
  });
  await enqueue(tx, {
    task: "provision-lab-session",
    payload: { labSessionId: session.id, correlationId },
    key: provisionKey(session.id),
  });
}

/** Reserves the attempt after an archived one, on the lab's newest version. */
export async function reserveNextAttempt(
  tx: Tx,
  archived: LockedLabSession,
  at: Date,
): Promise<{ id: string; attempt: number; labVersionId: string }> {
  const version = await tx.labVersion.findFirstOrThrow({
    where: { labId: archived.labId, publishedAt: { not: null } },
    orderBy: { number: "desc" },
    select: { id: true },
  });
  return tx.labSession.create({
    data: {
      userId: archived.userId,
      labId: archived.labId,
      labVersionId: version.id,
      trial: archived.trial,
      attempt: archived.attempt + 1,
      createdAt: at,
    },
    select: { id: true, attempt: true, labVersionId: true },
  });
}

/** What decides whether a student may begin another attempt in a lab. */
export function findAttemptTerms(tx: Tx, labId: string) {
  return tx.lab.findUniqueOrThrow({
    where: { id: labId },
    select: { status: true, opensAt: true, dueAt: true, maxAttempts: true },
  });
}
