import type { Database, LabStatus, PreparationEnd } from "@forgea/schema";
import type { LabSessionStatus } from "../domain/lifecycle.ts";

/** A lab with its counts, as staff see it. */
export interface StaffLab {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  readonly summary: string;
  readonly status: LabStatus;
  readonly baseRepoUrl: string;
  readonly opensAt: Date | null;
  readonly dueAt: Date | null;
  readonly timeZone: string;
  readonly versionNumber: number | null;
  readonly sessions: Partial<Record<LabSessionStatus, number>>;
  readonly ready: number;
  readonly waiting: number;
}

/** All labs, or the one of that slug: published ones first, then by title. */
export async function listStaffLabs(database: Database, slug: string | null): Promise<StaffLab[]> {
  return database.prisma.$queryRaw<StaffLab[]>`
    SELECT l.id, l.slug, l.title, l.summary, l.status::text AS status,
      l.base_repo_url AS "baseRepoUrl", l.opens_at AS "opensAt", l.due_at AS "dueAt",
      l.time_zone AS "timeZone",
      (SELECT max(number) FROM lab_versions v
       WHERE v.lab_id = l.id AND v.published_at IS NOT NULL) AS "versionNumber",
      coalesce((SELECT jsonb_object_agg(status, count) FROM (
         SELECT s.status::text AS status, count(*)::int AS count FROM lab_sessions s
         WHERE s.lab_id = l.id AND NOT s.trial GROUP BY s.status) counted), '{}') AS sessions,
      coalesce(p.ready, 0) AS ready, coalesce(p.waiting, 0) AS waiting
    FROM labs l
    LEFT JOIN LATERAL (
      SELECT count(*) FILTER (WHERE i.prepared_at IS NOT NULL)::int AS ready,
        count(*) FILTER (WHERE i.prepared_at IS NULL)::int AS waiting
      FROM repository_intents i JOIN lab_versions v ON v.id = i.lab_version_id
      WHERE v.lab_id = l.id AND i.preparation_id IS NOT NULL
        AND i.lab_session_id IS NULL AND i.state = 'OPEN'
    ) p ON true
    WHERE ${slug}::text IS NULL OR l.slug = ${slug}
    ORDER BY array_position(ARRAY['PUBLISHED', 'DRAFT', 'ARCHIVED'], l.status::text), l.title, l.id`;
}

/** A preparation with what became of its repositories. */
export interface PreparationRow {
  readonly id: string;
  readonly versionNumber: number;
  readonly requested: number;
  readonly requestedBy: string;
  readonly createdAt: Date;
  readonly classStartsAt: Date | null;
  readonly wantedUntil: Date;
  readonly ended: PreparationEnd | null;
  readonly endedAt: Date | null;
  readonly ready: number;
  readonly waiting: number;
  readonly taken: number;
  readonly failed: number;
  readonly cleared: number;
}

/** The newest preparations of a lab. */
export async function listPreparations(
  database: Database,
  labId: string,
  limit: number,
): Promise<PreparationRow[]> {
  return database.prisma.$queryRaw<PreparationRow[]>`
    SELECT p.id, v.number AS "versionNumber", p.requested, u.name AS "requestedBy",
      p.created_at AS "createdAt", p.class_starts_at AS "classStartsAt",
      p.wanted_until AS "wantedUntil", p.ended::text AS ended, p.ended_at AS "endedAt",
      count(*) FILTER (WHERE unused AND i.state = 'OPEN' AND i.prepared_at IS NOT NULL)::int AS ready,
      count(*) FILTER (WHERE unused AND i.state = 'OPEN' AND i.prepared_at IS NULL)::int AS waiting,
      count(*) FILTER (WHERE NOT unused AND i.last_error_code IS DISTINCT FROM 'PREPARED_GONE')::int AS taken,
      count(*) FILTER (WHERE i.last_error_code = 'PREPARED_GONE'
        OR (unused AND i.state <> 'OPEN' AND i.last_error_code IS NOT NULL))::int AS failed,
      count(*) FILTER (WHERE unused AND i.state <> 'OPEN' AND i.last_error_code IS NULL)::int AS cleared
    FROM preparations p
    JOIN lab_versions v ON v.id = p.lab_version_id
    JOIN users u ON u.id = p.requested_by_id
    LEFT JOIN repository_intents i ON i.preparation_id = p.id
    CROSS JOIN LATERAL (SELECT i.lab_session_id IS NULL AS unused) kind
    WHERE v.lab_id = ${labId}::uuid
    GROUP BY p.id, v.number, u.name
    ORDER BY p.created_at DESC, p.id DESC LIMIT ${limit}`;
}
