import type { Database, PreparationEnd } from "@forgea/schema";
import type { BudgetKey } from "./budget-row.ts";
import type { Tx } from "./transaction.ts";

export interface NewPreparation {
  readonly labVersionId: string;
  readonly requested: number;
  readonly requestedById: string;
  readonly classStartsAt: Date | null;
  readonly wantedUntil: Date;
}

/** The newest published version of a lab that can be started or will be, locked against publishing; or null. */
export async function findVersionToPrepare(
  tx: Tx,
  labSlug: string,
  at: Date,
): Promise<{ id: string; number: number } | null> {
  const rows = await tx.$queryRaw<{ id: string; number: number }[]>`
    SELECT v.id, v.number FROM labs l JOIN lab_versions v ON v.lab_id = l.id
    WHERE l.slug = ${labSlug} AND l.status = 'PUBLISHED' AND v.published_at IS NOT NULL
      AND (l.due_at IS NULL OR l.due_at > ${at})
    ORDER BY v.number DESC LIMIT 1`;
  return rows[0] ?? null;
}

/** Writes a preparation, an intent for each of its repositories and the jobs that make them. */
export async function insertPreparation(
  tx: Tx,
  key: BudgetKey,
  preparation: NewPreparation,
): Promise<string> {
  const { id } = await tx.preparation.create({ data: preparation, select: { id: true } });
  // The name comes from the intent's own id: it is unique and stays when a student takes it.
  await tx.$queryRaw`
    WITH made AS (
      INSERT INTO repository_intents (id, host, owner, name, lab_version_id, preparation_id)
      SELECT n.id, ${key.host}, ${key.owner}, l.slug || '-' || right(replace(n.id::text, '-', ''), 10),
        v.id, ${id}::uuid
      FROM (SELECT uuidv7() AS id FROM generate_series(1, ${preparation.requested}::int)) n
      JOIN lab_versions v ON v.id = ${preparation.labVersionId}::uuid
      JOIN labs l ON l.id = v.lab_id
      RETURNING id
    )
    SELECT forgea.enqueue_many('prepare-repository',
      array_agg(jsonb_build_object('intentId', id) ORDER BY id), now(),
      array_agg('prepare:' || id ORDER BY id))::text
    FROM made`;
  return id;
}

/** Longer than a call to the provider may take, in seconds: what was asked for is there by then, or never. */
const settleSeconds = 15;

/**
 * Ends a preparation once: what no student took is given up and cleared away, one a second, so that
 * deleting does not come in a burst. Answers how many, or null when it had ended before.
 */
export async function endPreparation(
  tx: Tx,
  id: string,
  ended: PreparationEnd,
  at: Date,
): Promise<number | null> {
  const { count } = await tx.preparation.updateMany({
    where: { id, endedAt: null },
    data: { ended, endedAt: at },
  });
  if (count === 0) return null;
  const unused = await tx.$queryRaw<{ id: string }[]>`
    UPDATE repository_intents SET state = 'ABANDONED', lease_epoch = lease_epoch + 1,
      last_error_code = NULL, updated_at = now()
    WHERE preparation_id = ${id}::uuid AND state = 'OPEN' AND lab_session_id IS NULL
    RETURNING id`;
  const intentIds = unused.map((intent) => intent.id);
  await tx.$queryRaw`
    SELECT forgea.enqueue('compensate-repository', jsonb_build_object('intentId', i.id),
      now() + make_interval(secs => ${settleSeconds}::int + i.place), 'compensate:' || i.id)::text
    FROM unnest(${intentIds}::uuid[]) WITH ORDINALITY AS i(id, place)`;
  return unused.length;
}

/** Preparations that nobody needs any more, and why. */
export async function findUnwantedPreparations(
  database: Database,
  at: Date,
): Promise<{ id: string; ended: PreparationEnd }[]> {
  const { rows } = await database.pool.query<{ id: string; ended: PreparationEnd }>(
    `SELECT p.id, CASE
         WHEN l.status = 'ARCHIVED' OR l.due_at <= $1 THEN 'LAB_ENDED'
         WHEN p.wanted_until <= $1 THEN 'NOT_WANTED'
         ELSE 'SUPERSEDED' END AS ended
     FROM preparations p JOIN lab_versions v ON v.id = p.lab_version_id
     JOIN labs l ON l.id = v.lab_id
     WHERE p.ended_at IS NULL AND (l.status = 'ARCHIVED' OR l.due_at <= $1 OR p.wanted_until <= $1
       OR EXISTS (SELECT FROM lab_versions newer WHERE newer.lab_id = v.lab_id
         AND newer.number > v.number AND newer.published_at IS NOT NULL))
     LIMIT 20`,
    [at],
  );
  return rows;
}
