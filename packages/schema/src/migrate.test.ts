import { randomBytes } from "node:crypto";
import { readdir } from "node:fs/promises";
import { createTestDatabase, type TestDatabase } from "@forgea/testing/database";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ensureDatabase } from "./ensure-roles.ts";
import { migrateDatabase } from "./migrate.ts";
import { newestMigration } from "./schema-state.ts";

let server: TestDatabase;
const made: string[] = [];
beforeAll(async () => {
  server = await createTestDatabase();
});
afterAll(async () => {
  for (const name of made) await query(server.superuserUrl, `DROP DATABASE ${name} WITH (FORCE)`);
  await server.drop();
});

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(sql);
    return rows;
  } finally {
    await client.end();
  }
}

/** An empty database of the owner's, and the owner's way in. */
async function makeEmptyDatabase(): Promise<string> {
  const name = `test_empty_${randomBytes(6).toString("hex")}`;
  await ensureDatabase(server.superuserUrl, name);
  made.push(name);
  const url = new URL(server.ownerUrl);
  url.pathname = `/${name}`;
  return url.href;
}

describe("migrateDatabase", () => {
  it("migrates once, when several processes start at the same time", async () => {
    const ownerUrl = await makeEmptyDatabase();
    await Promise.all([1, 2, 3].map(() => migrateDatabase({ ownerUrl })));
    const applied = await query(
      ownerUrl,
      "SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL ORDER BY 1",
    );
    const folder = new URL("../prisma/migrations/", import.meta.url);
    const entries = await readdir(folder, { withFileTypes: true });
    const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
    expect(applied.map((row) => row.migration_name)).toEqual(names.sort());
    expect(names.at(-1)).toBe(newestMigration);
  });

  it("leaves the worker without the right that making its schema took", async () => {
    const rights = await query(
      server.ownerUrl,
      `SELECT has_database_privilege('forgea_worker', current_database(), 'CREATE') AS database,
         has_schema_privilege('forgea_worker', 'forgea', 'CREATE') AS schema`,
    );
    expect(rights).toEqual([{ database: false, schema: false }]);
  });

  it("applies what is missing, and says in Prisma's words why it cannot", async () => {
    const ownerUrl = await makeEmptyDatabase();
    await query(ownerUrl, "CREATE TABLE labs (id integer)");
    await expect(migrateDatabase({ ownerUrl })).rejects.toThrow(/labs|not empty/);
  });
});
