import { withClient } from "@forgea/postgres/database-urls";
import { expect, test } from "vitest";

import { createTestDatabase } from "./database.ts";

function whoAmI(url: string): Promise<{ me: string; sessions: string | null } | undefined> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ me: string; sessions: string | null }>(
      "select current_user as me, to_regclass('public.lab_sessions') as sessions",
    );
    return rows[0];
  });
}

test("a test database is migrated, and each role reaches it under its own name", async () => {
  const database = await createTestDatabase();
  try {
    expect(await whoAmI(database.ownerUrl)).toEqual({
      me: "forgea_owner",
      sessions: "lab_sessions",
    });
    expect((await whoAmI(database.appUrl))?.me).toBe("forgea_app");
    expect((await whoAmI(database.workerUrl))?.me).toBe("forgea_worker");
    expect((await whoAmI(database.superuserUrl))?.me).toBe("postgres");
  } finally {
    await database.drop();
  }
});

test("two test databases do not see each other's rows", async () => {
  const [one, other] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  try {
    await withClient(one.ownerUrl, (client) => client.query("create table only_here (x int)"));
    const found = await withClient(other.ownerUrl, (client) =>
      client.query("select to_regclass('only_here') as found"),
    );
    expect(found.rows).toEqual([{ found: null }]);
  } finally {
    await Promise.all([one.drop(), other.drop()]);
  }
});

test("a dropped test database is gone although somebody was still connected", async () => {
  const database = await createTestDatabase();
  const gone = withClient(database.appUrl, (client) => client.query("select pg_sleep(4)"));
  await Promise.all([expect(gone).rejects.toThrow(/terminat/i), dropWhenBusy(database)]);
  await expect(withClient(database.appUrl, async () => undefined)).rejects.toThrow(
    /does not exist/,
  );
});

async function dropWhenBusy(
  database: Awaited<ReturnType<typeof createTestDatabase>>,
): Promise<void> {
  await withClient(database.superuserUrl, async (client) => {
    const busy =
      "select from pg_stat_activity where datname = $1 and query ~ 'pg_sleep' and pid <> pg_backend_pid()";
    while ((await client.query(busy, [database.name])).rowCount === 0);
  });
  await database.drop();
}
