import { setTimeout as pause } from "node:timers/promises";

import { Client } from "pg";

import { now } from "../../runner/clock.ts";
import type { UsedStack } from "../../runner/scenario.ts";
import { until } from "../../runner/until.ts";

const recoveryLimitMs = 60_000;

/**
 * Kills one of PostgreSQL's own processes with SIGKILL, in the middle of whatever it does: the server
 * ends all others, throws its memory away and recovers from its log. Returns when it was.
 */
export async function killDatabase(stack: UsedStack, random: () => number): Promise<number> {
  const client = new Client({ connectionString: stack.database.superuserUrl });
  client.on("error", () => undefined);
  await client.connect();
  const { rows } = await client.query<{ pid: number }>(
    `SELECT pid FROM pg_stat_activity
     WHERE backend_type = 'client backend' AND usename IN ('forgea_worker', 'forgea_app')
     ORDER BY state = 'idle', pid`,
  );
  // The busy ones come first: they are what a crash would hit.
  const victim = rows[Math.floor(random() * Math.min(4, rows.length))];
  if (victim === undefined) throw new Error("nobody is connected to the database");
  const at = now();
  process.kill(victim.pid, "SIGKILL");
  await client.end().catch(() => undefined);
  await pause(100);
  const back = await until(recoveryLimitMs, 100, () => accepts(stack.database.superuserUrl));
  if (back === undefined) throw new Error("PostgreSQL did not come back after a crash");
  return at;
}

async function accepts(url: string): Promise<true | undefined> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.query("SELECT 1");
    return true;
  } catch {
    return undefined;
  } finally {
    await client.end().catch(() => undefined);
  }
}
