import { type Database, Prisma } from "@forgea/schema";
import type { MonitorFilter, MonitorRow } from "../contracts/monitor.ts";

interface RawRow {
  id: string;
  status: MonitorRow["status"];
  heldAt: Date | null;
  version: number;
  eventSeq: number;
  attempt: number;
  userId: string;
  userName: string;
  login: string | null;
  labSlug: string;
  labTitle: string;
  versionNumber: number;
  step: MonitorRow["step"];
  failureCode: string | null;
  owner: string | null;
  name: string | null;
  pushNumber: number | null;
  pushSha: string | null;
  pushReceivedAt: Date | null;
  pushCounted: boolean | null;
  endsAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
}

/** A place in the monitor's order: newest change first, then the id. */
export interface MonitorCursor {
  readonly updatedAt: Date;
  readonly id: string;
}

/** One page of sessions by keyset; trials are left out. `limit` rows at most. */
export async function listMonitorRows(
  database: Database,
  page: { filter: MonitorFilter | null; after: MonitorCursor | null; limit: number },
  webUrl: string,
): Promise<MonitorRow[]> {
  const { filter, after } = page;
  const conditions = [Prisma.sql`NOT s.trial`];
  if (filter === "HELD") conditions.push(Prisma.sql`s.held_at IS NOT NULL`);
  else if (filter !== null) conditions.push(Prisma.sql`s.status = ${filter}::"LabSessionStatus"`);
  if (after !== null) {
    conditions.push(
      Prisma.sql`(s.updated_at, s.id) < (${after.updatedAt}::timestamptz, ${after.id}::uuid)`,
    );
  }
  return readRows(database, conditions, page.limit, webUrl);
}

/** The named sessions as they are now, for rows that changed while they were looked at. */
export async function findMonitorRows(
  database: Database,
  ids: readonly string[],
  webUrl: string,
): Promise<MonitorRow[]> {
  const conditions = [Prisma.sql`NOT s.trial`, Prisma.sql`s.id = ANY(${[...ids]}::uuid[])`];
  return readRows(database, conditions, ids.length, webUrl);
}

async function readRows(
  database: Database,
  conditions: Prisma.Sql[],
  limit: number,
  webUrl: string,
): Promise<MonitorRow[]> {
  const rows = await database.prisma.$queryRaw<RawRow[]>`
    WITH page AS (
      SELECT s.* FROM lab_sessions s
      WHERE ${Prisma.join(conditions, " AND ")}
      ORDER BY s.updated_at DESC, s.id DESC LIMIT ${limit}
    )
    SELECT s.id, s.status::text AS status, s.held_at AS "heldAt", s.version,
      s.event_seq AS "eventSeq", s.attempt, u.id AS "userId", u.name AS "userName", a.login,
      l.slug AS "labSlug", l.title AS "labTitle", v.number AS "versionNumber",
      CASE WHEN s.status = 'PROVISIONING' THEN i.step::text END AS step,
      s.failure_code AS "failureCode", m.owner, m.name, p.number AS "pushNumber",
      p.commit_sha AS "pushSha", p.received_at AS "pushReceivedAt", p.counted AS "pushCounted",
      s.ends_at AS "endsAt", s.created_at AS "createdAt", s.updated_at AS "updatedAt"
    FROM page s
    JOIN users u ON u.id = s.user_id
    JOIN labs l ON l.id = s.lab_id
    JOIN lab_versions v ON v.id = s.lab_version_id
    LEFT JOIN LATERAL (
      SELECT login FROM github_accounts WHERE user_id = u.id ORDER BY linked_at DESC LIMIT 1
    ) a ON true
    LEFT JOIN LATERAL (
      SELECT step FROM repository_intents WHERE lab_session_id = s.id
      ORDER BY created_at DESC LIMIT 1
    ) i ON s.status = 'PROVISIONING'
    LEFT JOIN LATERAL (
      SELECT owner, name FROM github_repo_mappings WHERE lab_session_id = s.id
      ORDER BY status = 'ACTIVE' DESC, created_at DESC LIMIT 1
    ) m ON true
    LEFT JOIN LATERAL (
      SELECT number, commit_sha, received_at, counted FROM snapshots
      WHERE lab_session_id = s.id
      ORDER BY provider_pushed_at DESC, received_at DESC LIMIT 1
    ) p ON true
    ORDER BY s.updated_at DESC, s.id DESC`;
  return rows.map((row) => toMonitorRow(row, webUrl));
}

function toMonitorRow(row: RawRow, webUrl: string): MonitorRow {
  const { owner, name } = row;
  const fullName = owner === null || name === null ? null : `${owner}/${name}`;
  const { pushNumber, pushSha, pushReceivedAt, pushCounted } = row;
  const pushed = pushNumber !== null && pushSha !== null && pushReceivedAt !== null;
  return {
    id: row.id,
    status: row.status,
    heldAt: row.heldAt,
    version: row.version,
    eventSeq: row.eventSeq,
    attempt: row.attempt,
    student: { id: row.userId, name: row.userName, login: row.login },
    lab: { slug: row.labSlug, title: row.labTitle, versionNumber: row.versionNumber },
    step: row.step,
    failureCode: row.failureCode,
    repository: fullName === null ? null : { fullName, webUrl: `${webUrl}/${fullName}` },
    lastPush: pushed
      ? {
          number: pushNumber,
          commitSha: pushSha,
          receivedAt: pushReceivedAt,
          counted: pushCounted === true,
        }
      : null,
    endsAt: row.endsAt,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  };
}

/** Exact counts of all sessions by status, and of those on hold; trials are left out. */
export async function countSessions(database: Database): Promise<Map<MonitorFilter, number>> {
  const rows = await database.prisma.$queryRaw<{ filter: MonitorFilter; count: bigint }[]>`
    SELECT status::text AS filter, count(*) FROM lab_sessions WHERE NOT trial GROUP BY status
    UNION ALL
    SELECT 'HELD', count(*) FROM lab_sessions WHERE NOT trial AND held_at IS NOT NULL`;
  return new Map(rows.map(({ filter, count }) => [filter, Number(count)]));
}
