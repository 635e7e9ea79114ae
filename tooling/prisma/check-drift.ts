/**
 * Compares models, migrations and catalogue, which say the same in three ways:
 * `node tooling/prisma/check-drift.ts`, and with `--write` after a deliberate change of a migration.
 * Takes the server of FORGEA_TEST_POSTGRES_URL (a superuser's), else starts one that is thrown away.
 */
import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import { databaseUrls, rolePasswords, urlFor, withClient } from "@forgea/postgres/database-urls";
import { startThrowAwayPostgres } from "@forgea/postgres/throw-away";
import { migrateDatabase } from "@forgea/schema/migrate";
import { ensureDatabase, ensureRoles } from "@forgea/schema/roles";
import { type Catalogue, compareCatalogues, readCatalogue } from "./read-catalogue.ts";

const catalogueFile = new URL("../../packages/schema/catalogue.json", import.meta.url);
const runner = fileURLToPath(new URL("run.mjs", import.meta.url));

/** What the migrations lack to become the models; Prisma tries them in a shadow database. */
function diffModels(serverUrl: string): string[] {
  const args = ["migrate", "diff", "--from-migrations", "prisma/migrations"];
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [runner, ...args, "--to-schema", "prisma", "--exit-code"],
    { encoding: "utf8", env: { ...process.env, OWNER_DATABASE_URL: serverUrl } },
  );
  // 0: no difference, 2: some, 1: it failed. Silence is no proof either.
  if (status === 0 && stdout.includes("No difference detected")) return [];
  return [`models: the migrations lead elsewhere than prisma/models\n${stdout}\n${stderr}`];
}

async function readMigrated(serverUrl: string): Promise<Catalogue> {
  const maintenanceUrl = urlFor(serverUrl, "postgres");
  const name = `forgea_drift_${randomBytes(6).toString("hex")}`;
  const { ownerUrl } = databaseUrls(serverUrl, name);
  await ensureRoles(maintenanceUrl, rolePasswords(serverUrl));
  await ensureDatabase(maintenanceUrl, name);
  try {
    await migrateDatabase({ ownerUrl });
    return await withClient(ownerUrl, readCatalogue);
  } finally {
    await withClient(maintenanceUrl, (client) =>
      client.query(`DROP DATABASE ${name} WITH (FORCE)`),
    );
  }
}

/** Every difference, in words; an empty list when there is none. `write` accepts the database's side. */
export async function findDrift(serverUrl: string, write = false): Promise<string[]> {
  const actual = await readMigrated(serverUrl);
  if (write) await writeFile(catalogueFile, `${JSON.stringify(actual, null, 2)}\n`);
  const expected = JSON.parse(await readFile(catalogueFile, "utf8")) as Catalogue;
  return [...diffModels(serverUrl), ...compareCatalogues(expected, actual)];
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const given = process.env.FORGEA_TEST_POSTGRES_URL;
  const server = given ? { url: given, stop: async () => {} } : await startThrowAwayPostgres();
  try {
    const drift = await findDrift(server.url, process.argv.includes("--write"));
    for (const difference of drift) console.error(difference);
    console.log(drift.length === 0 ? "no drift" : `${drift.length} differences`);
    process.exitCode = drift.length === 0 ? 0 : 1;
  } finally {
    await server.stop();
  }
}
