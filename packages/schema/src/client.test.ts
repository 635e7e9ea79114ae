import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  createDatabase,
  type Database,
  isSchemaCurrent,
  Prisma,
  readDatabaseError,
} from "./client.ts";
import { openTestDatabase, startLabSession } from "./test-rows.ts";

let test: Awaited<ReturnType<typeof openTestDatabase>>;
let database: Database;
const idleErrors: Error[] = [];
beforeAll(async () => {
  test = await openTestDatabase();
  database = createDatabase({
    url: test.appUrl,
    poolSize: 3,
    applicationName: "client-test",
    onIdleError: (error) => idleErrors.push(error),
  });
});
afterAll(async () => {
  await database.close();
  await test.close();
});

/** Ends the connections of an application, as a restart of the server does. */
async function terminate(name: string): Promise<void> {
  // Only a superuser may end another role's connection.
  const admin = createDatabase({ url: test.superuserUrl, poolSize: 1, applicationName: "admin" });
  await admin.pool.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1",
    [name],
  );
  await admin.close();
}

/** What readDatabaseError makes of the refusal of `work`. */
const refused = async (work: Promise<unknown>) =>
  readDatabaseError(
    await work.then(
      () => undefined,
      (error: unknown) => error,
    ),
  );

describe("createDatabase", () => {
  it("shares one pool between Prisma and plain SQL", async () => {
    const { rows } = await database.pool.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
    const seen = await database.prisma.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`;
    expect(seen[0]?.pid).toBe(rows[0]?.pid);
    expect(database.pool.totalCount).toBe(1);
  });

  it("survives a restart of the server: idle connections are replaced, the process lives", async () => {
    await database.pool.query("SELECT 1");
    await terminate("client-test");
    await expect.poll(() => idleErrors.length).toBeGreaterThan(0);
    expect(await database.prisma.user.count()).toBe(0);
  });

  it("survives losing a connection in the middle of a transaction", async () => {
    const client = await database.pool.connect();
    await client.query("BEGIN");
    await terminate("client-test");
    await expect(client.query("SELECT 1")).rejects.toThrow();
    client.release(true);
    expect(await database.prisma.user.count()).toBe(0);
  });

  it("keeps repository ids beyond 2^53 and bytes as they are", async () => {
    const labSessionId = await startLabSession(test.app);
    const providerRepoId = 9_007_199_254_740_993n;
    const created = await database.prisma.gitHubRepoMapping.create({
      data: {
        host: "github.com",
        providerRepoId,
        owner: "forgea",
        name: "big",
        labSessionId,
        source: "PROVISIONED",
      },
    });
    expect(created.providerRepoId).toBe(providerRepoId);
    const body = new Uint8Array([0, 255, 0xed, 0xa0, 0x80]);
    const delivery = await database.prisma.webhookDelivery.create({
      data: {
        host: "github.com",
        hookScope: "1",
        guid: "g",
        event: "push",
        receivedAt: new Date(),
        bodySha256: new Uint8Array(32),
        body,
        correlationId: "c",
      },
    });
    expect(delivery.body).toEqual(body);
  });

  it("obeys a shorter statement timeout where the caller wants one", async () => {
    const hasty = createDatabase({
      url: test.appUrl,
      poolSize: 1,
      applicationName: "hasty",
      statementTimeoutMs: 50,
    });
    const slow = hasty.pool.query("SELECT pg_sleep(5)");
    await expect(slow).rejects.toMatchObject({ code: "57014" });
    await hasty.close();
  });

  it("closes once, however often it is asked to", async () => {
    const other = createDatabase({ url: test.appUrl, poolSize: 1, applicationName: "other" });
    await other.prisma.user.count();
    await Promise.all([other.close(), other.close()]);
  });
});

describe("the roles' limits", () => {
  it.each(["appUrl", "workerUrl"] as const)(
    "%s: 2 s for a lock, 5 s for a statement, 10 s idle",
    async (url) => {
      const other = createDatabase({ url: test[url], poolSize: 1, applicationName: "limits" });
      const { rows } = await other.pool.query(
        `SELECT current_setting('lock_timeout') AS lock, current_setting('statement_timeout') AS statement,
         current_setting('idle_in_transaction_session_timeout') AS idle`,
      );
      expect(rows).toEqual([{ lock: "2s", statement: "5s", idle: "10s" }]);
      await other.close();
    },
  );
});

describe("listen", () => {
  it("hears notifications, and tells once when its connection is lost", async () => {
    let heard = 0;
    let lost = 0;
    const listener = { onNotify: () => heard++, onLost: () => lost++ };
    await database.listen("forgea test", listener);
    await database.pool.query(`NOTIFY "forgea test"`);
    await expect.poll(() => heard).toBe(1);
    await terminate("client-test");
    await expect.poll(() => lost).toBe(1);
  });

  it("says nothing after it was closed", async () => {
    let lost = 0;
    const connection = await database.listen("quiet", { onNotify: () => {}, onLost: () => lost++ });
    await connection.close();
    await terminate("client-test");
    await database.pool.query("SELECT 1");
    expect(lost).toBe(0);
  });
});

describe("isSchemaCurrent", () => {
  it("is true after the migrations, and false when the last is missing", async () => {
    expect(await isSchemaCurrent(database)).toBe(true);
    await test.owner.query(
      `UPDATE _prisma_migrations SET finished_at = NULL
       WHERE migration_name = (SELECT max(migration_name) FROM _prisma_migrations)`,
    );
    expect(await isSchemaCurrent(database)).toBe(false);
  });
});

describe("readDatabaseError", () => {
  it("finds the same code in Prisma's queries, raw queries, commits and in pg's own errors", async () => {
    const labSessionId = await startLabSession(test.app);
    const decide = { status: "FAILED", failureCode: "X", version: { increment: 1 } } as const;
    const where = { id: labSessionId };
    const illegal = { data: { status: "EXPIRED", version: { increment: 1 } }, where } as const;
    const missing = await refused(
      database.prisma.$transaction((tx) => tx.labSession.update({ where, data: decide })),
    );
    expect(missing?.code).toBe("FG004");
    expect((await refused(database.prisma.labSession.update(illegal)))?.code).toBe("FG001");
    expect((await refused(database.prisma.$queryRaw`SELECT forgea.enqueue('x', '{}')`))?.code).toBe(
      "FG010",
    );
    expect((await refused(database.pool.query("SELECT forgea.enqueue('x', '{}')")))?.code).toBe(
      "FG010",
    );
  });

  it("names the constraint of a violation, through Prisma and through pg", async () => {
    const insert = "INSERT INTO users (name, session_epoch) VALUES ('A', -1)";
    const expected = { code: "23514", constraint: "users_session_epoch_check" };
    expect(await refused(database.pool.query(insert))).toMatchObject(expected);
    const created = database.prisma.user.create({ data: { name: "A", sessionEpoch: -1 } });
    expect(await refused(created)).toMatchObject(expected);
    const data = { host: "h", providerUserId: 1n, login: "l", source: "SIGN_IN" } as const;
    const first = await database.prisma.user.create({ data: { name: "A" } });
    const second = await database.prisma.user.create({ data: { name: "B" } });
    await database.prisma.gitHubAccount.create({ data: { ...data, userId: first.id } });
    const taken = database.prisma.gitHubAccount.create({ data: { ...data, userId: second.id } });
    expect(await refused(taken)).toMatchObject({ code: "23505" });
  });

  it("says nothing about errors that are not the database's", async () => {
    expect(readDatabaseError(new Error("no"))).toBeUndefined();
    expect(readDatabaseError(null)).toBeUndefined();
    const notFound = database.prisma.user.findUniqueOrThrow({ where: { id: crypto.randomUUID() } });
    const error: unknown = await notFound.catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(Prisma.PrismaClientKnownRequestError);
    expect(readDatabaseError(error)).toBeUndefined();
  });
});
