import type { Database, MappingStatus } from "@forgea/schema";
import { CodedError } from "@forgea/trpc/coded-error";
import type { MappingRow } from "../domain/binding-rules.ts";
import { wakeDeliveries } from "./delivery-store.ts";
import type { Tx } from "./transaction.ts";

export interface NewMapping {
  readonly host: string;
  readonly providerRepoId: bigint;
  readonly owner: string;
  readonly name: string;
  readonly labSessionId: string;
}

/** Writes the mapping as PENDING; a second call for the same session and repository changes nothing. */
export async function ensurePendingMapping(tx: Tx, mapping: NewMapping): Promise<void> {
  const { host, providerRepoId, labSessionId } = mapping;
  const existing = await tx.gitHubRepoMapping.findFirst({
    where: { host, providerRepoId, labSessionId, status: { in: ["PENDING", "ACTIVE"] } },
    select: { id: true },
  });
  if (existing !== null) return;
  await tx.gitHubRepoMapping.create({ data: { ...mapping, source: "PROVISIONED" } });
}

/** After this time a mapping is verified with the provider again, in milliseconds. */
export const verifyAfterMs = 24 * 3_600_000;

/** PENDING → ACTIVE. Throws when the session has no pending mapping. */
export async function activateMapping(tx: Tx, labSessionId: string, at: Date): Promise<void> {
  const verifyAfter = new Date(at.getTime() + verifyAfterMs);
  const { count } = await tx.gitHubRepoMapping.updateMany({
    where: { labSessionId, status: "PENDING" },
    data: { status: "ACTIVE", boundAt: at, lastVerifiedAt: at, verifyAfter },
  });
  if (count !== 1) throw new Error("a session can be bound only with its one pending mapping");
}

/**
 * A session may run only with exactly one repository that was verified by its id. Its row must be
 * locked. Throws AMBIGUOUS_STATE.
 */
export async function requireOneActiveMapping(tx: Tx, labSessionId: string): Promise<void> {
  const verified = await tx.gitHubRepoMapping.count({
    where: { labSessionId, status: "ACTIVE", lastVerifiedAt: { not: null } },
  });
  if (verified !== 1) throw new CodedError("AMBIGUOUS_STATE");
}

/**
 * Lets go of a session's repository; the row stays as evidence. Pushes that waited for its binding
 * are decided now.
 */
export async function releaseMappings(tx: Tx, labSessionId: string, at: Date): Promise<void> {
  const released = await tx.gitHubRepoMapping.updateManyAndReturn({
    where: { labSessionId, status: { in: ["PENDING", "ACTIVE"] } },
    data: { status: "RELEASED", releasedAt: at },
    select: { host: true, providerRepoId: true },
  });
  for (const { host, providerRepoId } of released) await wakeDeliveries(tx, host, providerRepoId);
}

/** All mappings of a repository id, newest first. */
export async function findMappings(
  tx: Tx,
  host: string,
  providerRepoId: bigint,
): Promise<MappingRow[]> {
  const rows = await tx.gitHubRepoMapping.findMany({
    where: { host, providerRepoId },
    orderBy: { id: "desc" },
    select: { id: true, status: true, owner: true, name: true, labSessionId: true },
  });
  return rows satisfies { status: MappingStatus }[];
}

/** Locks a repository's mappings in a fixed order, after the session is locked. */
export async function lockMappings(tx: Tx, host: string, providerRepoId: bigint): Promise<void> {
  await tx.$queryRaw`
    SELECT id FROM github_repo_mappings
    WHERE host = ${host} AND provider_repo_id = ${providerRepoId}
    ORDER BY id FOR NO KEY UPDATE`;
}

/**
 * A rename at the provider: the id stays, the name follows, unless another live mapping still has
 * that name (it was renamed too, and its own push will tell).
 */
export async function renameMapping(
  tx: Tx,
  id: string,
  owner: string,
  name: string,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE github_repo_mappings m SET owner = ${owner}, name = ${name}
    WHERE id = ${id}::uuid AND NOT EXISTS (
      SELECT 1 FROM github_repo_mappings other
      WHERE other.host = m.host AND other.id <> m.id AND other.status IN ('PENDING', 'ACTIVE')
        AND lower(other.owner || '/' || other.name) = lower(${`${owner}/${name}`}))`;
}

/** Whether a repository is bound, or about to be. */
export async function hasLiveMapping(
  database: Database,
  host: string,
  providerRepoId: bigint,
): Promise<boolean> {
  const live = await database.prisma.gitHubRepoMapping.count({
    where: { host, providerRepoId, status: { in: ["PENDING", "ACTIVE"] } },
  });
  return live > 0;
}

/** The repository is gone for good: its released mappings stay as evidence. */
export async function tombstoneMappings(
  tx: Tx,
  host: string,
  providerRepoId: bigint,
): Promise<void> {
  await tx.gitHubRepoMapping.updateMany({
    where: { host, providerRepoId, status: "RELEASED" },
    data: { status: "TOMBSTONED" },
  });
}
