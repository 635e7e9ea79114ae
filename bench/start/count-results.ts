import { Client } from "pg";

import { countRepositoriesByMark } from "../loop/count-repositories.ts";
import type { UsedStack } from "../runner/scenario.ts";
import { until } from "../runner/until.ts";

/** What the starts of some sessions left in the database and at the provider. */
export type Results = {
  sessions: number;
  mappings: number;
  repositories: number;
  /** Sessions that are not set up yet, or stopped. */
  unfinished: number;
};

/**
 * Waits until the students' sessions are all set up, then counts: every session of these students in these labs, the
 * mappings of them, and the repositories at the provider that carry the mark of one of their intents.
 */
export async function countResults(
  stack: UsedStack,
  pairs: readonly { login: string; labSlug: string }[],
  limitMs: number,
): Promise<Results> {
  const client = new Client({ connectionString: stack.database.superuserUrl });
  await client.connect();
  try {
    const keys = pairs.map(({ login, labSlug }) => `${login}/${labSlug}`);
    const unfinished = await until(limitMs, 500, async () => {
      const left = await countUnfinished(client, keys);
      return left === 0 ? left : undefined;
    });
    const { rows } = await client.query<{ sessions: number; mappings: number; marks: string[] }>(
      `SELECT count(*)::int AS sessions,
         coalesce(sum((SELECT count(*) FROM github_repo_mappings m
                       WHERE m.lab_session_id = s.id AND m.status = 'ACTIVE')), 0)::int AS mappings,
         coalesce(array_agg((SELECT 'forgea:' || i.id FROM repository_intents i
                             WHERE i.lab_session_id = s.id LIMIT 1)), '{}') AS marks
       ${fromSessions}`,
      [keys],
    );
    const [row] = rows;
    const byMark = await countRepositoriesByMark(stack);
    return {
      sessions: row?.sessions ?? 0,
      mappings: row?.mappings ?? 0,
      repositories: (row?.marks ?? []).reduce((sum, mark) => sum + (byMark.get(mark) ?? 0), 0),
      unfinished: unfinished ?? (await countUnfinished(client, keys)),
    };
  } finally {
    await client.end();
  }
}

const fromSessions = `FROM lab_sessions s JOIN labs l ON l.id = s.lab_id
  JOIN github_accounts a ON a.user_id = s.user_id WHERE a.login || '/' || l.slug = ANY($1)`;

async function countUnfinished(client: Client, keys: readonly string[]): Promise<number> {
  const { rows } = await client.query<{ left: number }>(
    `SELECT count(*) FILTER (WHERE s.status <> 'IN_PROGRESS')::int AS left ${fromSessions}`,
    [keys],
  );
  return rows[0]?.left ?? 0;
}
