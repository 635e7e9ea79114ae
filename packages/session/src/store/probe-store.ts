import type { Database } from "@forgea/schema";

/** Repositories that ought to be readable: bound ones that nobody misses, and frozen templates. */
export async function listOwnRepositories(
  database: Database,
  host: string,
  limit: number,
  except: readonly bigint[],
): Promise<bigint[]> {
  const rows = await database.prisma.$queryRaw<{ id: bigint }[]>`
    SELECT id FROM (
      SELECT provider_repo_id AS id, random() AS turn FROM github_repo_mappings
      WHERE host = ${host} AND status = 'ACTIVE' AND lost_at IS NULL AND missing_since IS NULL
      UNION ALL
      SELECT DISTINCT v.template_repo_id, random() FROM lab_versions v
      LEFT JOIN template_breakers b ON b.host = v.template_host AND b.repo_id = v.template_repo_id
      WHERE v.template_host = ${host} AND v.published_at IS NOT NULL AND b.missing_since IS NULL
    ) ours
    WHERE NOT id = ANY(${[...except]}::bigint[])
    ORDER BY turn LIMIT ${limit}`;
  return rows.map(({ id }) => id);
}
