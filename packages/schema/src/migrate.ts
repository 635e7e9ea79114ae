import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { runMigrations } from "graphile-worker";
import { Client, escapeIdentifier } from "pg";
import { databaseRoles } from "./ensure-roles.ts";

const migrationsFolder = new URL("../prisma/migrations/", import.meta.url);
const prismaRunner = fileURLToPath(new URL("../../../tooling/prisma/run.mjs", import.meta.url));

/** Held while migrating, by the connection: whoever comes second waits and finds nothing to do. */
const migrationLock = 0x666f7268;

async function withClient<T>(url: string, run: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await run(client);
  } finally {
    await client.end();
  }
}

/** Ids are made by uuidv7(), which PostgreSQL has since 18. */
async function refuseOldServer(owner: Client): Promise<void> {
  const { rows } = await owner.query<{ version: string; enough: boolean }>(
    `SELECT current_setting('server_version') AS version,
            current_setting('server_version_num')::integer >= 180000 AS enough`,
  );
  if (rows[0]?.enough) return;
  throw new Error(`Forgea needs PostgreSQL 18 or newer; this server is ${rows[0]?.version}.`);
}

/** graphile-worker's own migrations, as the role that owns its tables and runs the jobs. */
async function migrateJobs(owner: Client, ownerUrl: string): Promise<void> {
  const { worker } = databaseRoles;
  const asWorker = new URL(ownerUrl);
  asWorker.searchParams.set("options", `-c role=${worker}`);
  const database = escapeIdentifier(decodeURIComponent(asWorker.pathname.slice(1)));
  const { rows } = await owner.query<{ jobs: string | null }>(
    "SELECT to_regclass('graphile_worker.migrations') AS jobs",
  );
  // graphile-worker creates its own schema; the right to do so is needed for that moment only.
  const isNew = !rows[0]?.jobs;
  if (isNew) await owner.query(`GRANT CREATE ON DATABASE ${database} TO ${worker}`);
  try {
    await runMigrations({ connectionString: asWorker.href });
  } finally {
    if (isNew) await owner.query(`REVOKE CREATE ON DATABASE ${database} FROM ${worker}`);
  }
}

interface AppliedMigration {
  migration_name: string;
  checksum: string;
}

/** Reads Prisma's own record instead of starting its CLI, which takes a second to find nothing. */
async function isUpToDate(owner: Client): Promise<boolean> {
  const entries = await readdir(migrationsFolder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const { rows: found } = await owner.query<{ record: string | null }>(
    "SELECT to_regclass('public._prisma_migrations') AS record",
  );
  if (!found[0]?.record) return false;
  const { rows: applied } = await owner.query<AppliedMigration>(
    `SELECT migration_name, checksum FROM public._prisma_migrations
     WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`,
  );
  if (applied.length !== names.length) return false;
  const checksums = new Map(applied.map((row) => [row.migration_name, row.checksum]));
  for (const name of names) {
    const sql = await readFile(new URL(`${name}/migration.sql`, migrationsFolder));
    if (checksums.get(name) !== createHash("sha256").update(sql).digest("hex")) return false;
  }
  return true;
}

async function deployMigrations(ownerUrl: string): Promise<void> {
  // The URL goes by stdin: arguments and environments of a process can be read by others.
  const child = spawn(process.execPath, [prismaRunner, "--url-from-stdin", "migrate", "deploy"]);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  child.stdin.end(ownerUrl);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  if (code !== 0) throw new Error(`The migrations could not be applied:\n${output}`);
}

/**
 * Brings the database of `ownerUrl` (role forgea_owner) up to date: graphile-worker's tables, then
 * ours. Roles and database must exist (ensureRoles, ensureDatabase). Safe to run at every start and
 * by several processes at once, quick when there is nothing to do; throws with Prisma's words when a
 * migration fails.
 */
export async function migrateDatabase({ ownerUrl }: { ownerUrl: string }): Promise<void> {
  await withClient(ownerUrl, async (owner) => {
    await owner.query("SELECT pg_advisory_lock($1)", [migrationLock]);
    await refuseOldServer(owner);
    await migrateJobs(owner, ownerUrl);
    if (!(await isUpToDate(owner))) await deployMigrations(ownerUrl);
  });
}
