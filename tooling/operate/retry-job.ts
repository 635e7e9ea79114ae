// Gives a job of the running stack its tries again, from now on: `node tooling/operate/retry-job.ts <id>`.
import { Client } from "pg";

import { openStack } from "./open-stack.ts";
import { printTable } from "./print-table.ts";

const [, , id = ""] = process.argv;
if (!/^\d{1,18}$/.test(id)) {
  console.error("Usage: node tooling/operate/retry-job.ts <id of a job in graphile_worker.jobs>");
  process.exit(1);
}
const { stack } = await openStack();
const client = new Client({
  connectionString: stack.database.workerUrl,
  connectionTimeoutMillis: 5_000,
});
try {
  await client.connect();
  const { rows } = await client.query<Record<string, unknown>>(
    `SELECT id, attempts, max_attempts, run_at
     FROM graphile_worker.reschedule_jobs(ARRAY[$1::bigint], run_at => now(), attempts => 0)`,
    [id],
  );
  if (rows.length > 0) printTable(rows);
  else console.log("There is no such job, or a worker is at it right now.");
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
} finally {
  await client.end().catch(() => undefined);
}
