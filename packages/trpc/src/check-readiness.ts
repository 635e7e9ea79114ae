/** What has to be known of the database, each asked in one query. */
export interface DatabaseProbe {
  readClock(): Promise<Date>;
  isMigrated(): Promise<boolean>;
}

const largestSkewMs = 1_000;

/**
 * Answers a readiness probe: 200 when the database answers, is migrated, and its clock and ours
 * differ by less than a second (ends are decided by ours, leases by the database's); else 503 with
 * the name of what is missing. The cause is logged, never sent.
 */
export async function checkReadiness(
  database: DatabaseProbe,
  clock: { now(): Date },
  log: { warn(facts: object, message: string): void },
): Promise<Response> {
  try {
    if (!(await database.isMigrated())) return answer(503, "database not migrated");
    const before = clock.now().getTime();
    const theirs = (await database.readClock()).getTime();
    const after = clock.now().getTime();
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
