import { setTimeout as pause } from "node:timers/promises";

import { now } from "../../runner/clock.ts";
import type { PatientDatabase } from "./patient-database.ts";

/** A session as the database has it right now. */
export type Seen = {
  id: string;
  status: string;
  version: number;
  failureCode: string | null;
  /** Its repository is made, or was. */
  made: boolean;
  /** Ready with access for the student, or ended with nothing left to clear away. */
  settled: boolean;
};

export type SessionWatch = {
  /** Resolves when the session is as wanted, with when that was seen; undefined after `limitMs`. */
  until: (
    id: string,
    wanted: (seen: Seen) => boolean,
    limitMs: number,
  ) => Promise<{ seen: Seen; at: number } | undefined>;
  stop: () => Promise<void>;
};

type Waiting = {
  id: string;
  wanted: (seen: Seen) => boolean;
  deadline: number;
  resolve: (answer: { seen: Seen; at: number } | undefined) => void;
};

const everyMs = 200;

const query = `
  SELECT s.id, s.status::text, s.version, s.failure_code AS "failureCode",
    EXISTS (SELECT FROM repository_intents i WHERE i.lab_session_id = s.id
      AND i.provider_repo_id IS NOT NULL) AS made,
    s.status <> 'PROVISIONING' AND NOT EXISTS (
      SELECT FROM repository_intents i WHERE i.lab_session_id = s.id
        AND (i.state IN ('OPEN', 'ABANDONED') OR (i.state = 'BOUND' AND i.step <> 'DONE'))) AS settled
  FROM lab_sessions s WHERE s.id = ANY ($1::uuid[])`;

/** Looks at all sessions that somebody waits for with one question, five times a second. */
export function watchSessions(database: PatientDatabase): SessionWatch {
  let waiting: Waiting[] = [];
  const stopped = new AbortController();
  const looking = (async () => {
    while (!stopped.signal.aborted) {
      await look();
      await pause(everyMs);
    }
  })();

  async function look(): Promise<void> {
    if (waiting.length === 0) return;
    const ids = [...new Set(waiting.map(({ id }) => id))];
    const rows = new Map((await database.rows<Seen>(query, [ids])).map((row) => [row.id, row]));
    const at = now();
    waiting = waiting.filter(({ id, wanted, deadline, resolve }) => {
      const seen = rows.get(id);
      const answer = seen !== undefined && wanted(seen) ? { seen, at } : undefined;
      if (answer === undefined && at < deadline) return true;
      resolve(answer);
      return false;
    });
  }

  return {
    until: (id, wanted, limitMs) =>
      new Promise((resolve) => {
        waiting.push({ id, wanted, deadline: now() + limitMs, resolve });
      }),
    async stop() {
      stopped.abort();
      await looking;
    },
  };
}
