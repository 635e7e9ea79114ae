import type { Database } from "@forgea/schema";
import { keptForStarts, readLimits } from "../domain/read-budget.ts";
import type { InstallationKey } from "./installation-store.ts";

/** Reads of a start: noted, never refused. */
export async function noteReads(
  database: Database,
  key: InstallationKey,
  points: number,
): Promise<void> {
  await spend(database, key, points, null);
}

/**
 * Takes up to `wanted` points for a sweep and answers how many it got: what starts may need soon is
 * left in the bucket. One statement, so that sweeps of several workers never take a point twice.
 */
export async function takeReads(
  database: Database,
  key: InstallationKey,
  wanted: number,
): Promise<number> {
  return spend(database, key, wanted, keptForStarts);
}

async function spend(
  database: Database,
  { host, owner }: InstallationKey,
  points: number,
  keep: number | null,
): Promise<number> {
  const { burst, perMinute } = readLimits;
  await database.pool.query({
    name: "read-budget-exists",
    text: `INSERT INTO read_budgets (host, owner, points, refilled_at)
           VALUES ($1, $2, $3, clock_timestamp()) ON CONFLICT DO NOTHING`,
    values: [host, owner, burst],
  });
  const { rows } = await database.pool.query<{ taken: number }>({
    name: "read-budget-spend",
    text: `WITH seen AS MATERIALIZED (
             SELECT host, owner, clock_timestamp() AS now,
               least($3, points + extract(epoch FROM clock_timestamp() - refilled_at) * $4 / 60) AS points
             FROM read_budgets WHERE host = $1 AND owner = $2 FOR UPDATE
           ), given AS (
             SELECT *, CASE WHEN $6::float8 IS NULL THEN $5::float8
               ELSE greatest(0, least($5::float8, floor(points - $6::float8))) END AS taken FROM seen
           )
           UPDATE read_budgets b SET points = g.points - g.taken, refilled_at = g.now
           FROM given g WHERE b.host = g.host AND b.owner = g.owner RETURNING g.taken`,
    values: [host, owner, burst, perMinute, points, keep],
  });
  return rows[0]?.taken ?? 0;
}
