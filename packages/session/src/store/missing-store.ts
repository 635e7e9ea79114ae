import type { Database } from "@forgea/schema";
import { massLossMs } from "../domain/loss-rules.ts";
import type { ProviderRepository } from "../ports.ts";
import { renameMapping, verifyAfterMs } from "./mapping-store.ts";
import type { Tx } from "./transaction.ts";

/** A bound repository whose existence is to be verified by its id. */
export interface BoundRepository {
  readonly id: string;
  readonly host: string;
  readonly providerRepoId: bigint;
  readonly labSessionId: string;
}

/** How long a claimed verification may take before another worker does it, in seconds. */
const claimSeconds = 60;

/** Takes mappings that are due for a verification, those that wait longest first. */
export async function claimVerifications(
  database: Database,
  host: string,
  at: Date,
  limit: number,
): Promise<BoundRepository[]> {
  return database.prisma.$queryRaw<BoundRepository[]>`
    UPDATE github_repo_mappings m
    SET verify_after = ${at}::timestamptz + make_interval(secs => ${claimSeconds})
    FROM (
      SELECT id FROM github_repo_mappings
      WHERE host = ${host} AND status = 'ACTIVE' AND verify_after <= ${at}::timestamptz
      ORDER BY verify_after LIMIT ${limit} FOR UPDATE SKIP LOCKED
    ) due
    WHERE m.id = due.id
    RETURNING m.id, m.host, m.provider_repo_id AS "providerRepoId",
      m.lab_session_id AS "labSessionId"`;
}

/** How many verifications are due now. */
export async function countVerificationsDue(
  database: Database,
  host: string,
  at: Date,
): Promise<number> {
  return database.prisma.gitHubRepoMapping.count({
    where: { host, status: "ACTIVE", verifyAfter: { lte: at } },
  });
}

/** The live mapping of a repository id, or null. */
export async function findBoundRepository(
  database: Database,
  host: string,
  providerRepoId: bigint,
): Promise<BoundRepository | null> {
  return database.prisma.gitHubRepoMapping.findFirst({
    where: { host, providerRepoId, status: "ACTIVE" },
    select: { id: true, host: true, providerRepoId: true, labSessionId: true },
  });
}

/** The repository is there: whatever was missed is undone, and its name today is kept. */
export async function noteSeen(
  tx: Tx,
  mapping: BoundRepository,
  repository: ProviderRepository,
  at: Date,
): Promise<void> {
  await tx.gitHubRepoMapping.updateMany({
    where: { id: mapping.id, status: "ACTIVE" },
    data: {
      missingSince: null,
      lostAt: null,
      lastVerifiedAt: at,
      verifyAfter: new Date(at.getTime() + verifyAfterMs),
    },
  });
  await renameMapping(tx, mapping.id, repository.owner, repository.name);
}

/**
 * A person released the session: what was seen of its repository until now counts no more, and it is
 * looked for at once. The session's row must be locked.
 */
export async function forgetMissing(tx: Tx, labSessionId: string, at: Date): Promise<void> {
  await tx.gitHubRepoMapping.updateMany({
    where: { labSessionId, status: "ACTIVE" },
    data: { missingSince: null, lostAt: null, verifyAfter: at },
  });
}

/**
 * Whether a person released the session since its repository was last seen: they were asked about this
 * loss, and their answer holds until it is seen again.
 */
export async function wasReleasedByPerson(
  tx: Tx,
  labSessionId: string,
  lastSeenAt: Date | null,
): Promise<boolean> {
  const answers = await tx.sessionEvent.count({
    where: {
      labSessionId,
      kind: "release",
      actorKind: { in: ["ADMIN", "OPERATOR"] },
      ...(lastSeenAt !== null && { at: { gte: lastSeenAt } }),
    },
  });
  return answers > 0;
}

/** Writes down the first 404 and when to look again. */
export async function noteMissing(
  tx: Tx,
  id: string,
  missingSince: Date | null,
  verifyAfter: Date,
): Promise<void> {
  await tx.gitHubRepoMapping.updateMany({
    where: { id, status: "ACTIVE" },
    data: { verifyAfter, ...(missingSince !== null && { missingSince }) },
  });
}

/** Others of the provider that were judged lost lately, or are missing now. */
export function countOthersGone(tx: Tx, host: string, id: string, at: Date): Promise<number> {
  return tx.gitHubRepoMapping.count({
    where: {
      host,
      id: { not: id },
      OR: [
        { lostAt: { gt: new Date(at.getTime() - massLossMs) } },
        { lostAt: null, status: "ACTIVE", missingSince: { not: null } },
      ],
    },
  });
}

/** Judged lost: the mapping ends as a tombstone, or stays while a person is asked. */
export async function markLost(
  tx: Tx,
  id: string,
  at: Date,
  outcome: "tombstone" | "keep",
): Promise<void> {
  await tx.gitHubRepoMapping.updateMany({
    where: { id, status: "ACTIVE" },
    data:
      outcome === "tombstone"
        ? { status: "TOMBSTONED", releasedAt: at, lostAt: at }
        : { lostAt: at, verifyAfter: new Date(at.getTime() + heldLookMs) },
  });
}

/** How often a repository whose session is on hold is looked for, in milliseconds. */
const heldLookMs = 60_000;
