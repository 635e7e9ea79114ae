import type { Database } from "@forgea/schema";

/** A frozen template at a provider, by its numeric id. */
export interface TemplateKey {
  readonly host: string;
  readonly repoId: bigint;
}

/** The template's name today, when it is known to be another than the published version says. */
export async function findTemplateName(
  database: Database,
  key: TemplateKey,
): Promise<string | null> {
  const row = await database.prisma.templateBreaker.findUnique({
    where: { host_repoId: key },
    select: { renamedTo: true },
  });
  return row?.renamedTo ?? null;
}

/** Keeps a renamed template's name: a published version never changes. */
export async function rememberTemplateName(
  database: Database,
  key: TemplateKey,
  renamedTo: string,
): Promise<void> {
  await database.prisma.templateBreaker.upsert({
    where: { host_repoId: key },
    create: { ...key, renamedTo },
    update: { renamedTo },
  });
}

/** Milliseconds between two looks for a template that is gone. */
const lookMs = 15_000;

/** The template is gone since now, unless it was before. */
export async function markTemplateMissing(
  database: Database,
  { host, repoId }: TemplateKey,
  at: Date,
): Promise<void> {
  await database.prisma.$executeRaw`
    INSERT INTO template_breakers AS b (host, repo_id, missing_since, next_look_at)
    VALUES (${host}, ${repoId}, ${at}::timestamptz,
      ${at}::timestamptz + make_interval(secs => ${lookMs / 1_000}))
    ON CONFLICT (host, repo_id) DO UPDATE
      SET missing_since = coalesce(b.missing_since, excluded.missing_since),
        next_look_at = excluded.next_look_at`;
}

/** It is there: whoever waited for it may start, and an open breaker has no cause any more. */
export async function noteTemplateFound(
  database: Database,
  key: TemplateKey,
  fullName: string,
): Promise<void> {
  await database.prisma.templateBreaker.updateMany({
    where: key,
    data: {
      missingSince: null,
      nextLookAt: null,
      failures: 0,
      openUntil: null,
      renamedTo: fullName,
    },
  });
}

/** Takes the missing templates that are due for a look. */
export async function claimMissingTemplates(
  database: Database,
  host: string,
  at: Date,
): Promise<TemplateKey[]> {
  return database.prisma.$queryRaw<TemplateKey[]>`
    UPDATE template_breakers
    SET next_look_at = ${at}::timestamptz + make_interval(secs => ${lookMs / 1_000})
    WHERE (host, repo_id) IN (
      SELECT host, repo_id FROM template_breakers
      WHERE host = ${host} AND missing_since IS NOT NULL AND next_look_at <= ${at}::timestamptz
      ORDER BY next_look_at LIMIT 20 FOR UPDATE SKIP LOCKED)
    RETURNING host, repo_id AS "repoId"`;
}

/** Sessions that wait for a repository from this template and have none yet; 200 at most. */
export async function findWaitingForTemplate(
  database: Database,
  { host, repoId }: TemplateKey,
): Promise<string[]> {
  const rows = await database.prisma.$queryRaw<{ id: string }[]>`
    SELECT s.id FROM repository_intents i
    JOIN lab_versions v ON v.id = i.lab_version_id
    JOIN lab_sessions s ON s.id = i.lab_session_id
    WHERE i.host = ${host} AND v.template_repo_id = ${repoId} AND i.state = 'OPEN'
      AND i.provider_repo_id IS NULL AND s.status = 'PROVISIONING' AND s.held_at IS NULL
    ORDER BY i.created_at LIMIT 200`;
  return rows.map(({ id }) => id);
}

/** A published lab whose newest version has no template any more. */
export interface LabWithoutTemplate {
  readonly slug: string;
  readonly title: string;
  readonly template: string;
  readonly since: Date;
}

/** The labs that cannot be started because their template is gone. */
export async function listLabsWithoutTemplate(database: Database): Promise<LabWithoutTemplate[]> {
  return database.prisma.$queryRaw<LabWithoutTemplate[]>`
    SELECT l.slug, l.title, v.template_full_name AS template, b.missing_since AS since
    FROM labs l
    JOIN LATERAL (
      SELECT template_host, template_repo_id, template_full_name FROM lab_versions
      WHERE lab_id = l.id AND published_at IS NOT NULL ORDER BY number DESC LIMIT 1
    ) v ON true
    JOIN template_breakers b ON b.host = v.template_host AND b.repo_id = v.template_repo_id
    WHERE l.status = 'PUBLISHED' AND b.missing_since IS NOT NULL
    ORDER BY b.missing_since, l.slug`;
}

/** Whether this lab is one of them. */
export async function isTemplateMissing(database: Database, slug: string): Promise<boolean> {
  return (await listLabsWithoutTemplate(database)).some((lab) => lab.slug === slug);
}
