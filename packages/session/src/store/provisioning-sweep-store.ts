import type { Database } from "@forgea/schema";
import { lookAgainHours } from "./stray-store.ts";

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
 * Waiting in line is no standstill, and neither is being on hold or waiting for access.
 */
export async function findStalled(
  database: Database,
): Promise<{ id: string; lastErrorCode: string | null }[]> {
  const { rows } = await database.pool.query<{ id: string; lastErrorCode: string | null }>(
    `SELECT i.lab_session_id AS id, i.last_error_code AS "lastErrorCode"
     FROM repository_intents i JOIN lab_sessions s ON s.id = i.lab_session_id
     WHERE i.state = 'OPEN' AND s.status = 'PROVISIONING' AND s.held_at IS NULL
       AND (i.turn_at IS NOT NULL OR i.last_error_code IS NOT NULL)
       AND i.progress_at < now() - interval '10 minutes'
       AND NOT EXISTS (
         SELECT FROM installations x
         WHERE x.host = i.host AND x.owner = i.owner AND x.access_lost_at IS NOT NULL)
     ORDER BY i.progress_at LIMIT ${batch}`,
  );
  return rows;
}

/** Abandoned intents whose compensation has no job, and those that were set aside a day ago. */
export function findUncompensated(database: Database): Promise<string[]> {
  return ids(
    database,
    `SELECT i.id FROM repository_intents i
     WHERE (i.state = 'ABANDONED'
         OR (i.state = 'SET_ASIDE' AND i.updated_at < now() - interval '${lookAgainHours} hours'))
       AND NOT EXISTS (
       SELECT FROM graphile_worker.jobs j
       WHERE j.key = 'compensate:' || i.id AND j.attempts < j.max_attempts)
     ORDER BY i.updated_at LIMIT ${batch}`,
  );
}

/** Sessions that are being set up although no intent of theirs is open: nobody would ever look at them. */
export function findUnattended(database: Database): Promise<string[]> {
  return ids(
    database,
    `SELECT s.id FROM lab_sessions s
     WHERE s.status = 'PROVISIONING' AND s.held_at IS NULL AND NOT EXISTS (
       SELECT FROM repository_intents i WHERE i.lab_session_id = s.id AND i.state = 'OPEN')
     ORDER BY s.updated_at LIMIT ${batch}`,
  );
}

/** No failed job of a setting up waits longer for its next try, in seconds. */
const longestRetrySeconds = 15;

/**
 * Brings failed jobs of setting up and clearing away forward, when the job queue would let them wait
 * long: its schedule grows to hours, and a provider that is back should find the work at once.
 */
export async function hastenFailedJobs(database: Database): Promise<void> {
  await database.pool.query(
    `SELECT graphile_worker.reschedule_jobs(array_agg(id), now() + make_interval(secs => $1))
     FROM graphile_worker.jobs
     WHERE task_identifier IN ('provision-lab-session', 'compensate-repository')
       AND locked_at IS NULL AND last_error IS NOT NULL AND attempts < max_attempts
       AND run_at > now() + make_interval(secs => $1)
     HAVING count(*) > 0`,
    [longestRetrySeconds],
  );
}
