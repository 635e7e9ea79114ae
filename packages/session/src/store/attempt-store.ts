import { enqueue, provisionKey } from "./job-store.ts";
import type { LockedLabSession } from "./lab-session-store.ts";
import type { Tx } from "./transaction.ts";

/** The name of a session's repository: the lab's slug and the random end of the session's id. */
export function repositoryName(labSlug: string, labSessionId: string): string {
  return `${labSlug}-${labSessionId.replaceAll("-", "").slice(-10)}`;
}

/** Reserves the attempt after an archived one, on the lab's newest version, with intent and job. */
export async function reserveNextAttempt(
  tx: Tx,
  archived: LockedLabSession,
  request: { host: string; owner: string; correlationId: string; at: Date },
): Promise<{ id: string; attempt: number }> {
  const version = await tx.labVersion.findFirstOrThrow({
    where: { labId: archived.labId, publishedAt: { not: null } },
    orderBy: { number: "desc" },
    select: { id: true, lab: { select: { slug: true } } },
  });
  const next = await tx.labSession.create({
    data: {
      userId: archived.userId,
      labId: archived.labId,
      labVersionId: version.id,
      trial: archived.trial,
      attempt: archived.attempt + 1,
      createdAt: request.at,
    },
    select: { id: true, attempt: true },
  });
  await tx.repositoryIntent.create({
    data: {
      host: request.host,
      owner: request.owner,
      name: repositoryName(version.lab.slug, next.id),
      labVersionId: version.id,
      labSessionId: next.id,
    },
  });
  const { correlationId } = request;
  await enqueue(tx, {
    task: "provision-lab-session",
    payload: { labSessionId: next.id, correlationId },
    key: provisionKey(next.id),
  });
  return next;
}
