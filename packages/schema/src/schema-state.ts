import type { Pool } from "pg";

/** The last migration that this code was written for: the newest folder in prisma/migrations. */
export const newestMigration = "20261124200710_untracked_refs";

/**
 * Whether the database has every migration that this code needs. A newer database is fine: migrations
 * go first, and the processes of the version before go on until they are replaced.
 */
export async function isSchemaCurrent({ pool }: { pool: Pool }): Promise<boolean> {
  const { rows } = await pool.query<{ newest: string | null }>(
    "SELECT forgea.newest_migration() AS newest",
  );
  return (rows[0]?.newest ?? "") >= newestMigration;
}
