import { Client } from "pg";

/** An accepted push as the database has it. Times in ms since 1970, by the clocks of the processes that wrote them. */
export type AcceptedPush = {
  labSessionId: string;
  seq: number;
  commitSha: string;
  counted: boolean;
  receivedAt: number;
  decidedAt: number;
};

/** What the database has of one session. */
export type SessionRecord = {
  labSessionId: string;
  /** Sessions of the same student in the same lab that are not archived, this one included. */
  openOfStudent: number;
  mappings: number;
  intents: { id: string; providerRepoId: string | null }[];
  rejections: number;
  /** When each event of setting up was written, by its kind. */
  eventAt: Record<string, number>;
};

export type Records = { pushes: AcceptedPush[]; sessions: SessionRecord[]; undecided: number };

/** Reads, after the run, what it left in the database. */
export async function readRecords(
  databaseUrl: string,
  labSessionIds: readonly string[],
): Promise<Records> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const pushes = await client.query<AcceptedPush>(acceptedPushes, [labSessionIds]);
    const sessions = await client.query<SessionRecord>(sessionRecords, [labSessionIds]);
    const waiting = await client.query<{ count: number }>(undecidedDeliveries);
    return {
      pushes: pushes.rows,
      sessions: sessions.rows,
      undecided: waiting.rows[0]?.count ?? 0,
    };
  } finally {
    await client.end();
  }
}

const acceptedPushes = `
  SELECT e.lab_session_id AS "labSessionId", e.seq, s.commit_sha AS "commitSha", s.counted,
    extract(epoch FROM d.received_at)::float8 * 1000 AS "receivedAt",
    extract(epoch FROM d.decided_at)::float8 * 1000 AS "decidedAt"
  FROM session_events e
  JOIN snapshots s ON s.lab_session_id = e.lab_session_id
    AND s.number = (e.data::json ->> 'number')::int
  JOIN webhook_deliveries d ON d.id = s.delivery_id
  WHERE e.kind = 'push-accepted' AND e.lab_session_id = ANY ($1::uuid[])
  ORDER BY e.lab_session_id, e.seq`;

const sessionRecords = `
  SELECT s.id AS "labSessionId",
    (SELECT count(*)::int FROM lab_sessions o WHERE o.user_id = s.user_id AND o.lab_id = s.lab_id
       AND NOT o.trial AND o.status <> 'ARCHIVED') AS "openOfStudent",
    (SELECT count(*)::int FROM github_repo_mappings m
       WHERE m.lab_session_id = s.id AND m.status = 'ACTIVE') AS mappings,
    (SELECT json_agg(json_build_object('id', i.id, 'providerRepoId', i.provider_repo_id::text))
       FROM repository_intents i WHERE i.lab_session_id = s.id) AS intents,
    (SELECT count(*)::int FROM binding_rejections r WHERE r.lab_session_id = s.id) AS rejections,
    (SELECT json_object_agg(e.kind, extract(epoch FROM e.at)::float8 * 1000) FROM session_events e
       WHERE e.lab_session_id = s.id AND e.kind <> 'push-accepted') AS "eventAt"
  FROM lab_sessions s WHERE s.id = ANY ($1::uuid[])`;

const undecidedDeliveries = `
  SELECT count(*)::int AS count FROM webhook_deliveries WHERE state = 'RECEIVED'`;
