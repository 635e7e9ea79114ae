import type { Database } from "@forgea/schema";

/** At most this many a sweep: the next one comes in a few seconds. */
const batch = 200;

async function ids(database: Database, text: string): Promise<string[]> {
  const { rows } = await database.pool.query<{ id: string }>(text);
  return rows.map(({ id }) => id);
}

/** Sessions with an unfinished intent that nobody holds and no job will look at. As the worker's role. */
export function findForgotten(database: Database): Promise<string[]> {
  return ids(
    database,
    `SELECT i.lab_session_id AS id
     FROM repository_intents i JOIN lab_sessions s ON s.id = i.lab_session_id
     WHERE i.state IN ('OPEN', 'BOUND') AND i.step <> 'DONE' AND s.held_at IS NULL
       AND (i.lease_until IS NULL OR i.lease_until < now())
       AND NOT EXISTS (
         SELECT FROM graphile_worker.jobs j
         WHERE j.key = 'provision:' || i.lab_session_id AND j.attempts < j.max_attempts)
     ORDER BY i.created_at LIMIT ${batch}`,
  );
}

/**
 * Sessions that came no step further for ten minutes although they had their turn or failed before.
 * Waiting in line is no standstill, and neither is being on hold.
 */
export function findStalled(database: Database): Promise<string[]> {
  return ids(
    database,
    `SELECT i.lab_session_id AS id
     FROM repository_intents i JOIN lab_sessions s ON s.id = i.lab_session_id
     WHERE i.state = 'OPEN' AND s.status = 'PROVISIONING' AND s.held_at IS NULL
       AND (i.turn_at IS NOT NULL OR i.last_error_code IS NOT NULL)
       AND i.progress_at < now() - interval '10 minutes'
     ORDER BY i.progress_at LIMIT ${batch}`,
  );
}

/** Abandoned intents whose compensation has no job. */
export function findUncompensated(database: Database): Promise<string[]> {
  return ids(
    database,
    `SELECT i.id FROM repository_intents i
     WHERE i.state = 'ABANDONED' AND NOT EXISTS (
       SELECT FROM graphile_worker.jobs j
       WHERE j.key = 'compensate:' || i.id AND j.attempts < j.max_attempts)
     ORDER BY i.updated_at LIMIT ${batch}`,
  );
}
