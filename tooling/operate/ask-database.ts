// Asks the database of the running stack, read-only: `node tooling/operate/ask-database.ts "select …"`.
import { Client } from "pg";

import { openStack } from "./open-stack.ts";

const [, , question] = process.argv;
if (!question) {
  console.error('Usage: node tooling/operate/ask-database.ts "select …"');
  process.exit(1);
}
const { stack } = await openStack();
// As the worker: it sees the jobs too, which are hidden from the role of the apps.
const client = new Client({
  connectionString: stack.database.workerUrl,
  connectionTimeoutMillis: 5_000,
  options: "-c default_transaction_read_only=on",
});
try {
  await client.connect();
  const { rows } = await client.query<Record<string, unknown>>(question);
  if (rows.length === 0) console.log("no rows");
  // A wide row reads better from top to bottom.
  else if (rows.length === 1) console.table(textOf(rows[0] ?? {}));
  else console.table(rows.map(textOf));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
} finally {
  await client.end().catch(() => undefined);
}

function textOf(row: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, cellOf(value)]));
}

function cellOf(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (Buffer.isBuffer(value)) return value.toString("hex");
  return typeof value === "object" && value !== null ? JSON.stringify(value) : value;
}
