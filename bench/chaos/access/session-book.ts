import { Client } from "pg";

export type SessionState = { id: string; status: string; held: boolean };
export type Bound = { labSessionId: string; fullName: string };

export type SessionBook = {
  states: (ids: readonly string[]) => Promise<SessionState[]>;
  bound: (ids: readonly string[]) => Promise<Bound[]>;
  /** Why access is lost by what the product noticed; null while it is there. */
  lostReason: () => Promise<string | null>;
  /** Brings forward the daily verification of these sessions' repositories. */
  verifyNow: (ids: readonly string[]) => Promise<void>;
  /** Ends these sessions so many seconds from now, as if their time had been planned so. */
  endSoon: (ids: readonly string[], seconds: number) => Promise<void>;
  failureCodes: (ids: readonly string[]) => Promise<(string | null)[]>;
  close: () => Promise<void>;
};

/** Reads what the product wrote down, and turns the clocks that a run cannot wait for. */
export async function openBook(databaseUrl: string): Promise<SessionBook> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  const rows = async <Row extends object>(text: string, values: unknown[]) =>
    (await client.query<Row>(text, values)).rows;
  return {
    states: (ids) =>
      rows<SessionState>(
        `SELECT id, status::text AS status, held_at IS NOT NULL AS held
         FROM lab_sessions WHERE id = ANY ($1::uuid[]) ORDER BY id`,
        [ids],
      ),
    bound: (ids) =>
      rows<Bound>(
        `SELECT lab_session_id AS "labSessionId", owner || '/' || name AS "fullName"
         FROM github_repo_mappings WHERE status = 'ACTIVE' AND lab_session_id = ANY ($1::uuid[])`,
        [ids],
      ),
    async lostReason() {
      const [row] = await rows<{ reason: string | null }>(
        "SELECT access_lost_reason::text AS reason FROM installations",
        [],
      );
      return row?.reason ?? null;
    },
    async verifyNow(ids) {
      await rows(
        `UPDATE github_repo_mappings SET verify_after = now()
         WHERE status = 'ACTIVE' AND lab_session_id = ANY ($1::uuid[])`,
        [ids],
      );
    },
    async endSoon(ids, seconds) {
      for (const id of ids) await rows(endStatement, [id, seconds]);
    },
    async failureCodes(ids) {
      const found = await rows<{ code: string | null }>(
        "SELECT failure_code AS code FROM lab_sessions WHERE id = ANY ($1::uuid[])",
        [ids],
      );
      return found.map(({ code }) => code);
    },
    close: () => client.end(),
  };
}

const endStatement = `
  WITH planned AS (SELECT now() + make_interval(secs => $2) AS ends_at), moved AS (
    UPDATE lab_sessions SET ends_at = planned.ends_at, version = version + 1
    FROM planned WHERE id = $1::uuid RETURNING id
  ), told AS (
    INSERT INTO session_events (lab_session_id, kind, actor_kind, data, correlation_id, at)
    SELECT id, 'extend', 'OPERATOR', '{}', 'chaos', now() FROM moved RETURNING id
  )
  SELECT forgea.enqueue('expire-lab-session',
    jsonb_build_object('labSessionId', moved.id, 'correlationId', 'chaos'),
    planned.ends_at, 'expire:' || moved.id)
  FROM moved, planned WHERE (SELECT count(*) FROM told) = 1`;
