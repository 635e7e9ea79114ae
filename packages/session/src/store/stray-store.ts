import type { Database } from "@forgea/schema";
import { enqueueCompensation } from "./intent-store.ts";
import type { Tx } from "./transaction.ts";

/** Seconds between two looks at the provider, by whichever worker. */
const sweepSeconds = 10;
/** A repository that was set aside is looked at again after so many hours: somebody may have decided. */
export const lookAgainHours = 24;

export interface SweepPlace {
  /** The newest repository that was looked at before; 0: none yet. */
  readonly newestRepoId: bigint;
  /** The page of older ones whose turn it is; 2 is the first. */
  readonly nextPage: number;
}

/** Claims the next look at an organisation's repositories; null when one was begun just now. */
export async function claimRepositorySweep(
  database: Database,
  key: { readonly host: string; readonly owner: string },
): Promise<SweepPlace | null> {
  const rows = await database.prisma.$queryRaw<SweepPlace[]>`
    INSERT INTO repository_sweeps AS s (host, owner) VALUES (${key.host}, ${key.owner})
    ON CONFLICT (host, owner) DO UPDATE SET began_at = now()
      WHERE s.began_at < now() - make_interval(secs => ${sweepSeconds})
    RETURNING newest_repo_id AS "newestRepoId", next_page AS "nextPage"`;
  return rows[0] ?? null;
}

/** Remembers how far a look came. One that was cut off leaves the place as it was. */
export async function finishRepositorySweep(
  database: Database,
  key: { readonly host: string; readonly owner: string },
  place: SweepPlace,
): Promise<void> {
  await database.prisma.repositorySweep.updateMany({ where: key, data: place });
}

/** What the database knows of an intent that a repository's mark names. */
export interface MarkedIntent {
  readonly id: string;
  readonly state: "OPEN" | "BOUND" | "ABANDONED" | "DISCARDED" | "SET_ASIDE";
  readonly providerRepoId: bigint | null;
  readonly templateTreeSha: string;
}

/** The intents behind these marks; unknown ones are left out. */
export async function findMarkedIntents(
  database: Database,
  ids: readonly string[],
): Promise<Map<string, MarkedIntent>> {
  const rows = await database.prisma.repositoryIntent.findMany({
    where: { id: { in: [...ids] } },
    select: {
      id: true,
      state: true,
      providerRepoId: true,
      labVersion: { select: { templateTreeSha: true } },
    },
  });
  return new Map(
    rows.map(({ labVersion, ...row }) => [
      row.id,
      { ...row, templateTreeSha: labVersion.templateTreeSha },
    ]),
  );
}

/**
 * DISCARDED → ABANDONED: its repository came after all, by a request that the provider executed after
 * we had looked. Plans its compensation; does nothing when the intent is not discarded any more.
 */
export async function reopenCompensation(
  tx: Tx,
  intentId: string,
  providerRepoId: bigint,
): Promise<void> {
  const { count } = await tx.repositoryIntent.updateMany({
    where: { id: intentId, state: "DISCARDED" },
    data: { state: "ABANDONED", providerRepoId, updatedAt: new Date() },
  });
  if (count === 1) await enqueueCompensation(tx, intentId);
}

export interface Stray {
  readonly host: string;
  readonly providerRepoId: bigint;
  readonly fullName: string;
  readonly intentId: string;
}

/** Of these repositories, the ones that were set aside within the last day. */
export async function findLeftAlone(
  database: Database,
  host: string,
  ids: readonly bigint[],
): Promise<Set<bigint>> {
  const since = new Date(Date.now() - lookAgainHours * 3_600_000);
  const rows = await database.prisma.strayRepository.findMany({
    where: { host, providerRepoId: { in: [...ids] }, lookedAt: { gt: since } },
    select: { providerRepoId: true },
  });
  return new Set(rows.map(({ providerRepoId }) => providerRepoId));
}

/** Records what became of a stray repository. */
export async function recordStray(
  database: Database,
  stray: Stray,
  verdict: "REMOVED" | "SET_ASIDE",
): Promise<void> {
  const { host, providerRepoId } = stray;
  await database.prisma.strayRepository.upsert({
    where: { host_providerRepoId: { host, providerRepoId } },
    create: { ...stray, verdict },
    update: { verdict, fullName: stray.fullName, lookedAt: new Date() },
  });
}
