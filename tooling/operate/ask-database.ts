// Asks the database of the running stack, read-only: `node tooling/operate/ask-database.ts "select …"`.
import { Client } from "pg";

import { openStack } from "./open-stack.ts";
import { printTable } from "./print-table.ts";

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
  printTable(rows);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
} finally {
  await client.end().catch(() => undefined);
}
