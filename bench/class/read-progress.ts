import { setTimeout as pause } from "node:timers/promises";
import type { Client } from "pg";
import { now } from "../runner/clock.ts";

/** How far one session is, as the database has it. Times in ms since 1970. */
export type Progress = {
  labSessionId: string;
  status: string;
  failureCode: string | null;
  /** When the budget gave its repository a turn. */
  turnAt: number | null;
  /** When the student had access to the bound repository. */
  readyAt: number | null;
  /** Repositories of it that are not given up. */
  repositories: number;
  mappings: number;
};

/** Reads how far sessions are. */
export async function readProgress(
  database: Client,
  labSessionIds: readonly string[],
): Promise<Progress[]> {
  const { rows } = await database.query<Progress>(
    `SELECT s.id AS "labSessionId", s.status::text AS status, s.failure_code AS "failureCode",
       extract(epoch FROM max(i.turn_at))::float8 * 1000 AS "turnAt",
       extract(epoch FROM (SELECT max(e.at) FROM session_events e
         WHERE e.lab_session_id = s.id AND e.kind = 'access-accepted'))::float8 * 1000 AS "readyAt",
       count(i.id) FILTER (WHERE i.state IN ('OPEN', 'BOUND'))::int AS repositories,
       (SELECT count(*)::int FROM github_repo_mappings m
        WHERE m.lab_session_id = s.id AND m.status = 'ACTIVE') AS mappings
     FROM lab_sessions s LEFT JOIN repository_intents i ON i.lab_session_id = s.id
     WHERE s.id = ANY($1::uuid[]) GROUP BY s.id`,
    [labSessionIds],
  );
  return rows;
}

/** Looks every second until all are ready or stopped, or the time is over. */
export async function untilReady(
  database: Client,
  labSessionIds: readonly string[],
  limitMs: number,
  tell: (ready: number) => void,
  signal: AbortSignal,
): Promise<Progress[]> {
  const deadline = now() + limitMs;
  for (;;) {
    const progress = await readProgress(database, labSessionIds);
    const open = progress.filter(({ readyAt, status }) => readyAt === null && status !== "FAILED");
    tell(progress.length - open.length);
    if (open.length === 0 || now() > deadline || signal.aborted) return progress;
    await pause(1_000);
  }
}

/** What is wrong with a class that should be ready, in sentences. */
export function complainAboutProgress(progress: readonly Progress[]): string[] {
  return progress.flatMap((one) => {
    const { labSessionId, readyAt, status, failureCode, repositories, mappings } = one;
    if (readyAt === null) return [`session ${labSessionId} is ${status} ${failureCode ?? ""}`];
    if (repositories === 1 && mappings === 1) return [];
    return [`session ${labSessionId} has ${repositories} repositories, ${mappings} mappings`];
  });
}
