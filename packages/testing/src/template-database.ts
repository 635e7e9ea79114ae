import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

import { databaseUrls, rolePasswords, urlFor, withClient } from "@forgea/postgres/database-urls";
import { migrateDatabase } from "@forgea/schema/migrate";
import { ensureDatabase, ensureRoles } from "@forgea/schema/roles";

const schemaPackage = path.resolve(import.meta.dirname, "../../schema");

/** A number of our own, so that nobody else waits for this lock. */
const templateLock = 0x666f7274;

/**
 * Makes a migrated, empty database to clone from, once per state of the schema, and returns its name.
 * Packages that are tested at the same time wait for the first one.
 */
export async function ensureTemplateDatabase(serverUrl: string): Promise<string> {
  const name = `forgea_template_${await schemaFingerprint()}`;
  const maintenanceUrl = urlFor(serverUrl, "postgres");
  await withClient(maintenanceUrl, async (client) => {
    await client.query("select pg_advisory_lock($1)", [templateLock]);
    const { rowCount } = await client.query("select from pg_database where datname = $1", [name]);
    if (rowCount) return;
    // Under another name until it is whole, so that an interrupted run leaves nothing that looks finished.
    const unfinished = `${name}_unfinished`;
    await client.query(`drop database if exists ${unfinished} with (force)`);
    await ensureRoles(maintenanceUrl, rolePasswords(serverUrl));
    await ensureDatabase(maintenanceUrl, unfinished);
    await migrateDatabase({ ownerUrl: databaseUrls(serverUrl, unfinished).ownerUrl });
    await client.query(`alter database ${unfinished} rename to ${name}`);
  });
  return name;
}

/** Changes when a migration, the code that applies them or graphile-worker's version changes. */
async function schemaFingerprint(): Promise<string> {
  const hash = createHash("sha256");
  const migrations = path.join(schemaPackage, "prisma/migrations");
  const found = await readdir(migrations, { recursive: true, withFileTypes: true });
  const files = [
    ...found
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name)),
    path.join(schemaPackage, "src/migrate.ts"),
    path.join(schemaPackage, "src/ensure-roles.ts"),
    path.resolve(schemaPackage, "../../pnpm-workspace.yaml"),
  ].sort();
  for (const file of files) hash.update(`${file}\0`).update(await readFile(file));
  return hash.digest("hex").slice(0, 16);
}
