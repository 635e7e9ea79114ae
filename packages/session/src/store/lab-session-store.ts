import {
  type Database,
  databaseErrorCodes,
  type LabStatus,
  readDatabaseError,
} from "@forgea/schema";
import { CodedError } from "@forgea/trpc/coded-error";
import type { LabSessionStatus } from "../domain/lifecycle.ts";
import { findRecentStarts } from "./recent-starts.ts";
import type { Tx } from "./transaction.ts";

/** A lab session's row while it is locked. */
export interface LockedLabSession {
  readonly id: string;
  readonly userId: string;
  readonly labId: string;
  readonly labVersionId: string;
  readonly attempt: number;
  readonly trial: boolean;
  readonly status: LabSessionStatus;
  readonly version: number;
  readonly boundAt: Date | null;
  readonly heldAt: Date | null;
  readonly endsAt: Date | null;
  readonly completedAt: Date | null;
  readonly submittedSha: string | null;
  readonly updatedAt: Date;
}

/**
 * Locks a session for a decision (FOR NO KEY UPDATE: readers and foreign keys go on), or null when
 * there is none, or none of this owner: one query, one answer for both.
 */
export async function lockLabSession(
  tx: Tx,
  id: string,
  ownerId?: string,
): Promise<LockedLabSession | null> {
  const rows = await tx.$queryRaw<LockedLabSession[]>`
    SELECT id, user_id AS "userId", lab_id AS "labId", lab_version_id AS "labVersionId",
      attempt, trial, status::text AS status, version, bound_at AS "boundAt",
      held_at AS "heldAt", ends_at AS "endsAt", completed_at AS "completedAt",
      submitted_sha AS "submittedSha", updated_at AS "updatedAt"
    FROM lab_sessions
    WHERE id = ${id}::uuid AND (${ownerId ?? null}::uuid IS NULL OR user_id = ${ownerId ?? null}::uuid)
    FOR NO KEY UPDATE`;
  return rows[0] ?? null;
}

/** New sessions that one student may start within an hour; finding a session is never limited. */
export const newSessionsPerHour = 20;

export interface StartRequest {
  readonly userId: string;
  readonly labSlug: string;
  readonly host: string;
  readonly owner: string;
  readonly acceptToken: Uint8Array | null;
  readonly correlationId: string;
  readonly at: Date;
}

/** The session that a start answers, with what decides about its student's next steps. */
export interface StartedLabSession {
  readonly id: string;
  readonly created: boolean;
  readonly status: LabSessionStatus;
  readonly version: number;
  readonly attempt: number;
  readonly bound: boolean;
  readonly held: boolean;
  readonly maxAttempts: number;
  readonly labOpen: boolean;
}

/**
 * Starts a session in one statement: row, event, repository intent and job appear together or not
 * at all. A repository that was prepared for the version is taken, else one is asked for. Answers
 * the session that is there when there is one, null when the lab cannot be started. The partial
 * unique index decides between two starts at once. Throws ATTEMPTS_USED.
 */
export async function startLabSession(
  database: Database,
  request: StartRequest,
): Promise<StartedLabSession | null> {
  const values = [
    request.userId,
    request.labSlug,
    request.at,
    request.host,
    request.owner,
    request.acceptToken,
    request.correlationId,
    newSessionsPerHour,
  ];
  const statement = { name: "start-lab-session", text: startStatement, values };
  try {
    const { rows } = await database.pool.query<StartedLabSession>(statement);
    return rows[0] ?? null;
  } catch (error) {
    const isOneTooMany = readDatabaseError(error)?.code === databaseErrorCodes.STUDENTS_ATTEMPT;
    throw isOneTooMany ? new CodedError("ATTEMPTS_USED") : error;
  }
}

const startStatement = `
  WITH lab AS (
    SELECT l.id, l.slug, l.max_attempts, v.id AS version_id
    FROM labs l
    JOIN LATERAL (
      SELECT id, template_host, template_repo_id FROM lab_versions
      WHERE lab_id = l.id AND published_at IS NOT NULL
      ORDER BY number DESC LIMIT 1
    ) v ON true
    WHERE l.slug = $2 AND l.status = 'PUBLISHED'
      AND (l.opens_at IS NULL OR l.opens_at <= $3::timestamptz)
      AND (l.due_at IS NULL OR l.due_at > $3::timestamptz)
      AND NOT EXISTS (
        SELECT FROM template_breakers b
        WHERE b.host = v.template_host AND b.repo_id = v.template_repo_id
          AND b.missing_since IS NOT NULL)
  ), existing AS (
    SELECT s.id, s.status, s.version, s.attempt, s.bound_at, s.held_at, l.max_attempts
    FROM lab_sessions s JOIN labs l ON l.id = s.lab_id
    WHERE l.slug = $2 AND s.user_id = $1::uuid AND NOT s.trial AND s.status <> 'ARCHIVED'
  ), created AS (
    INSERT INTO lab_sessions (user_id, lab_id, lab_version_id, attempt, created_at)
    SELECT $1::uuid, lab.id, lab.version_id,
      (SELECT coalesce(max(attempt), 0) + 1 FROM lab_sessions
       WHERE user_id = $1::uuid AND lab_id = lab.id AND NOT trial),
      $3::timestamptz
    FROM lab WHERE NOT EXISTS (SELECT 1 FROM existing)
      AND (SELECT count(*) FROM lab_sessions
           WHERE user_id = $1::uuid AND created_at > $3::timestamptz - interval '1 hour') < $8
    ON CONFLICT DO NOTHING
    RETURNING id, lab_version_id, attempt
  ), event AS (
    INSERT INTO session_events
      (lab_session_id, kind, to_status, actor_kind, actor_id, data, correlation_id, at)
    SELECT id, 'start', 'PROVISIONING', 'STUDENT', $1::uuid, '{}', $7, $3::timestamptz FROM created
    RETURNING id
  ), ready AS MATERIALIZED (
    SELECT p.id FROM repository_intents p
    WHERE p.lab_version_id = (SELECT lab_version_id FROM created)
      AND p.host = $4 AND p.owner = $5 AND p.state = 'OPEN'
      AND p.lab_session_id IS NULL AND p.prepared_at IS NOT NULL
    ORDER BY p.created_at, p.id LIMIT 1
    FOR UPDATE SKIP LOCKED
  ), taken AS (
    UPDATE repository_intents i
    SET lab_session_id = created.id, accept_token = $6::bytea, step = 'BINDING',
      turn_at = clock_timestamp(), progress_at = clock_timestamp(), updated_at = clock_timestamp(),
      lease_owner = NULL, lease_until = NULL, lease_epoch = i.lease_epoch + 1
    FROM ready, created WHERE i.id = ready.id
    RETURNING i.id
  ), made AS (
    INSERT INTO repository_intents
      (host, owner, name, lab_version_id, lab_session_id, accept_token)
    SELECT $4, $5, lab.slug || '-' || right(replace(created.id::text, '-', ''), 10),
      created.lab_version_id, created.id, $6::bytea
    FROM created, lab WHERE NOT EXISTS (SELECT FROM taken)
    RETURNING id
  ), intent AS (
    SELECT id FROM taken UNION ALL SELECT id FROM made
  ), job AS (
    SELECT forgea.enqueue('provision-lab-session',
      jsonb_build_object('labSessionId', id, 'correlationId', $7::text),
      now(), 'provision:' || id) AS queued
    FROM created
  )
  SELECT created.id, true AS created, 'PROVISIONING' AS status, 1 AS version, created.attempt,
    false AS bound, false AS held, lab.max_attempts AS "maxAttempts", true AS "labOpen"
  FROM created CROSS JOIN lab
  JOIN (SELECT count(queued) AS n FROM job) j ON true
  JOIN (SELECT count(id) AS n FROM event) e ON true
  JOIN (SELECT count(id) AS n FROM intent) i ON true
  UNION ALL
  SELECT id, false, status::text, version, attempt, bound_at IS NOT NULL, held_at IS NOT NULL,
    max_attempts, EXISTS (SELECT FROM lab)
  FROM existing`;

/** Why nothing could be started: what is known of the lab, and how many sessions the student began. */
export interface StartObstacle {
  readonly lab: {
    readonly status: LabStatus;
    readonly opensAt: Date | null;
    readonly dueAt: Date | null;
  } | null;
  readonly startedWithinHour: number;
  /** When the oldest of those stops counting. */
  readonly retryAt: Date | null;
}

/** Looks after the fact at what stood in the way of a start. */
export async function findStartObstacle(
  database: Database,
  userId: string,
  labSlug: string,
  at: Date,
): Promise<StartObstacle> {
  const [lab, recent] = await Promise.all([
    database.prisma.lab.findUnique({
      where: { slug: labSlug },
      select: { status: true, opensAt: true, dueAt: true },
    }),
    findRecentStarts(database.prisma, userId, at),
  ]);
  return { lab, startedWithinHour: recent.count, retryAt: recent.retryAt };
}
