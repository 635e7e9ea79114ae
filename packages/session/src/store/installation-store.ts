import type { Database } from "@forgea/schema";
import {
  type AccessLostReason,
  accessCheckMs,
  lostCheckPauseMs,
} from "../domain/access-verdict.ts";
import { inTransaction, type Tx } from "./transaction.ts";

/** One installation of the App: a provider, and the organisation in which repositories are made. */
export interface InstallationKey {
  readonly host: string;
  readonly owner: string;
}

/** Access that is lost: since when, why, and when it is looked at again. */
export interface LostAccess {
  readonly since: Date;
  readonly reason: AccessLostReason;
  readonly nextCheckAt: Date;
}

/** How access stands by the last check; null while nothing is wrong. */
export async function findLostAccess(
  client: Database["prisma"] | Tx,
  key: InstallationKey,
): Promise<LostAccess | null> {
  const row = await client.installation.findUnique({
    where: { host_owner: key },
    select: { accessLostAt: true, accessLostReason: true, nextCheckAt: true },
  });
  if (!row?.accessLostAt || row.accessLostReason === null) return null;
  return {
    since: row.accessLostAt,
    reason: row.accessLostReason,
    nextCheckAt: row.nextCheckAt,
  };
}

/** How long a check may take before another worker does it, in seconds. */
const checkSeconds = 20;

/** Takes the check that is due, for one worker only; false when none is. */
export async function claimAccessCheck(
  database: Database,
  { host, owner }: InstallationKey,
  at: Date,
): Promise<boolean> {
  const claimed = await database.prisma.$queryRaw<object[]>`
    INSERT INTO installations AS i (host, owner, next_check_at)
    VALUES (${host}, ${owner}, ${at}::timestamptz + make_interval(secs => ${checkSeconds}))
    ON CONFLICT (host, owner) DO UPDATE SET next_check_at = excluded.next_check_at
      WHERE i.next_check_at <= ${at}::timestamptz
    RETURNING i.host`;
  return claimed.length === 1;
}

/** The row of an installation, locked: after session, mapping and intent, never before. */
export async function lockInstallation(tx: Tx, { host, owner }: InstallationKey) {
  await tx.$executeRaw`
    INSERT INTO installations (host, owner) VALUES (${host}, ${owner}) ON CONFLICT DO NOTHING`;
  await tx.$queryRaw`
    SELECT host FROM installations WHERE host = ${host} AND owner = ${owner} FOR UPDATE`;
  return tx.installation.findUniqueOrThrow({ where: { host_owner: { host, owner } } });
}

/** What a check changed. `stale`: a newer one was recorded meanwhile. */
export type RecordedCheck =
  | { readonly kind: "fine" | "stale"; readonly nextCheckAt: Date }
  | { readonly kind: "lost" | "still-lost"; readonly nextCheckAt: Date }
  | { readonly kind: "restored"; readonly since: Date; readonly nextCheckAt: Date };

/** Writes down what a check that began at `startedAt` saw. An older look never overwrites a newer one. */
export function recordAccessCheck(
  database: Database,
  key: InstallationKey,
  check: { readonly startedAt: Date; readonly lost: AccessLostReason | null; readonly at: Date },
): Promise<RecordedCheck> {
  const { startedAt, lost, at } = check;
  return inTransaction(database, async (tx) => {
    if (lost === null) await restartClocks(tx, key);
    const row = await lockInstallation(tx, key);
    if (row.checkedAt !== null && row.checkedAt > startedAt) {
      return { kind: "stale", nextCheckAt: row.nextCheckAt };
    }
    const lostChecks = lost === null ? 0 : row.lostChecks + 1;
    const pauseMs = lost === null ? accessCheckMs : lostCheckPauseMs(lostChecks);
    const nextCheckAt = new Date(at.getTime() + pauseMs);
    await tx.installation.update({
      where: { host_owner: key },
      data: {
        accessLostAt: lost === null ? null : (row.accessLostAt ?? startedAt),
        accessLostReason: lost,
        ...(lost === null && row.accessLostAt !== null && { restoredAt: at }),
        checkedAt: startedAt,
        nextCheckAt,
        lostChecks,
      },
    });
    if (lost !== null) {
      return { kind: row.accessLostAt === null ? "lost" : "still-lost", nextCheckAt };
    }
    return row.accessLostAt === null
      ? { kind: "fine", nextCheckAt }
      : { kind: "restored", since: row.accessLostAt, nextCheckAt };
  });
}

/** No answer that says anything: asked again a little later. */
export async function postponeAccessCheck(
  database: Database,
  key: InstallationKey,
  nextCheckAt: Date,
): Promise<void> {
  await database.prisma.installation.updateMany({ where: key, data: { nextCheckAt } });
}

/**
 * Time without access is nobody's standstill: what was being set up gets its time again. Only when
 * access was lost; before the installation's row is locked, as the order of locks says.
 */
async function restartClocks(tx: Tx, { host, owner }: InstallationKey): Promise<void> {
  await tx.$executeRaw`
    UPDATE repository_intents SET progress_at = now(), updated_at = now()
    WHERE host = ${host} AND owner = ${owner} AND state = 'OPEN' AND EXISTS (
      SELECT FROM installations
      WHERE host = ${host} AND owner = ${owner} AND access_lost_at IS NOT NULL)`;
}
