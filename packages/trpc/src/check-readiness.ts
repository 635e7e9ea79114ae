/** The part of a pg pool that is needed to ask one question. */
interface AskDatabase {
  query(text: string): Promise<{ rows: { clock: Date; migrated: boolean }[] }>;
}

const largestSkewMs = 1_000;

// The grants come last of all migrations: who may write sessions has all that stands before.
const question = `
  select clock_timestamp() as clock,
         coalesce(has_table_privilege(to_regclass('public.lab_sessions'), 'INSERT'), false) as migrated`;

/**
 * Answers a readiness probe: 200 when the database answers, is migrated, and its clock and ours
 * differ by less than a second (ends are decided by ours, leases by the database's); else 503 with
 * the name of what is missing. The cause is logged, never sent.
 */
export async function checkReadiness(
  database: AskDatabase,
  clock: { now(): Date },
  log: { warn(facts: object, message: string): void },
): Promise<Response> {
  try {
    const before = clock.now().getTime();
    const { rows } = await database.query(question);
    const after = clock.now().getTime();
    const row = rows[0];
    if (row?.migrated !== true) return answer(503, "database not migrated");
    const theirs = row.clock.getTime();
    const skewed = theirs < before - largestSkewMs || theirs > after + largestSkewMs;
    return skewed ? answer(503, "clocks differ") : answer(200, "ready");
  } catch (error) {
    log.warn({ err: error }, "not ready: the database does not answer");
    return answer(503, "database does not answer");
  }
}

function answer(status: number, reason: string): Response {
  return Response.json({ status: reason }, { status, headers: { "cache-control": "no-store" } });
}
