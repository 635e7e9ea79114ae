import type { Database } from "@forgea/schema";
import { enqueueCompensation, type LeasedRepository } from "./intent-store.ts";
import type { Tx } from "./transaction.ts";

/**
 * Takes the lease of a repository that is to be made ahead, for `seconds` by the database's clock;
 * null when it is finished, given up, or another worker holds it.
 */
export async function leasePreparing(
  database: Database,
  intentId: string,
  leaseOwner: string,
  seconds: number,
): Promise<LeasedRepository | null> {
  const rows = await database.prisma.$queryRaw<LeasedRepository[]>`
    UPDATE repository_intents i
    SET lease_owner = ${leaseOwner}, lease_epoch = i.lease_epoch + 1, attempts = i.attempts + 1,
      lease_until = now() + make_interval(secs => ${seconds})
    FROM lab_versions v
    WHERE i.id = ${intentId}::uuid AND v.id = i.lab_version_id
      AND i.state = 'OPEN' AND i.lab_session_id IS NULL AND i.prepared_at IS NULL
      AND (i.lease_until IS NULL OR i.lease_until < now())
    RETURNING i.id, i.lease_epoch AS "leaseEpoch", i.host, i.owner, i.name, i.attempts,
      i.provider_repo_id AS "providerRepoId", NULL AS "labSessionId",
      i.last_error_code AS "lastErrorCode",
      (CASE WHEN i.step = 'COPYING' THEN extract(epoch FROM now() - i.progress_at) * 1000 ELSE 0 END)
        ::float8 AS "copiedForMs",
      v.template_full_name AS "templateFullName", v.template_repo_id AS "templateRepoId",
      v.template_tree_sha AS "templateTreeSha"`;
  return rows[0] ?? null;
}

/** When somebody must look again at what is being made ahead; null when nothing is left to do. */
export async function findPreparingLeaseEnd(
  database: Database,
  intentId: string,
): Promise<Date | null> {
  const intent = await database.prisma.repositoryIntent.findFirst({
    where: { id: intentId, state: "OPEN", labSessionId: null, preparedAt: null },
    select: { leaseUntil: true },
  });
  return intent?.leaseUntil ?? null;
}

/** At most this many a sweep: the next one comes in a few seconds. */
const batch = 200;

/** What is to be made ahead and has neither a worker nor a job. As the worker's role. */
export function findForgottenPreparing(database: Database): Promise<string[]> {
  return ids(
    database,
    `SELECT i.id FROM repository_intents i
     WHERE i.state = 'OPEN' AND i.lab_session_id IS NULL AND i.prepared_at IS NULL
       AND (i.lease_until IS NULL OR i.lease_until < now())
       AND NOT EXISTS (
         SELECT FROM graphile_worker.jobs j
         WHERE j.key = 'prepare:' || i.id AND j.attempts < j.max_attempts)
     ORDER BY i.created_at LIMIT ${batch}`,
  );
}

/** What came no step further for ten minutes although it had its turn or failed before. */
export function findStalledPreparing(database: Database): Promise<string[]> {
  return ids(
    database,
    `SELECT i.id FROM repository_intents i
     WHERE i.state = 'OPEN' AND i.lab_session_id IS NULL AND i.prepared_at IS NULL
       AND (i.turn_at IS NOT NULL OR i.last_error_code IS NOT NULL)
       AND i.progress_at < now() - interval '10 minutes'
       AND NOT EXISTS (
         SELECT FROM installations x
         WHERE x.host = i.host AND x.owner = i.owner AND x.access_lost_at IS NOT NULL)
     ORDER BY i.progress_at LIMIT ${batch}`,
  );
}

async function ids(database: Database, text: string): Promise<string[]> {
  const { rows } = await database.pool.query<{ id: string }>(text);
  return rows.map(({ id }) => id);
}

/** Gives up what is being made ahead, from outside of its lease, and plans its clearing away. */
export async function abandonPreparing(
  tx: Tx,
  intentId: string,
  lastErrorCode: string,
): Promise<void> {
  const { count } = await tx.repositoryIntent.updateMany({
    where: { id: intentId, state: "OPEN", labSessionId: null, preparedAt: null },
    data: {
      state: "ABANDONED",
      lastErrorCode,
      leaseEpoch: { increment: 1 },
      updatedAt: new Date(),
    },
  });
  if (count === 1) await enqueueCompensation(tx, intentId);
}
