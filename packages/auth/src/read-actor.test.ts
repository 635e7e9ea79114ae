import { createDatabase, type Database } from "@forgea/schema";
import { createTestDatabase, type TestDatabase } from "@forgea/testing/database";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { readActor } from "./read-actor.ts";
import type { SessionToken } from "./session-token.ts";
import { signInPerson } from "./sign-in-person.ts";

const at = new Date("2026-09-01T08:00:00Z");

describe("readActor", () => {
  let cloned: TestDatabase;
  let database: Database;
  let token: SessionToken;
  let providerUserId = 2_000n;

  beforeAll(async () => {
    cloned = await createTestDatabase();
    database = createDatabase({ url: cloned.appUrl, poolSize: 4, applicationName: "auth-test" });
  });
  afterAll(async () => {
    await database.close();
    await cloned.drop();
  });
  beforeEach(async () => {
    providerUserId += 1n;
    const person = {
      host: "local-github",
      providerUserId,
      login: "noah",
      name: "Noah Weber",
      configuredRole: "ASSISTANT",
    } as const;
    const { userId, sessionEpoch } = await signInPerson(database, person, at);
    token = {
      userId,
      sessionEpoch,
      host: "local-github",
      providerToken: "ghu_token",
      providerTokenExpiresAt: null,
    };
  });

  it("reads name, role and login of the person from the database", async () => {
    expect(await readActor(database, token)).toEqual({
      id: token.userId,
      name: "Noah Weber",
      role: "ASSISTANT",
      sessionEpoch: 0,
      login: "noah",
      providerToken: "ghu_token",
    });
  });

  it("is nobody without a cookie", async () => {
    expect(await readActor(database, null)).toBeNull();
  });

  it("is nobody once the epoch was raised: the cookie is older than the decision", async () => {
    const { userId: id } = token;
    await database.prisma.user.update({ where: { id }, data: { sessionEpoch: { increment: 1 } } });
    expect(await readActor(database, token)).toBeNull();
  });

  it("is nobody while banned", async () => {
    const { userId: id } = token;
    await database.prisma.user.update({ where: { id }, data: { bannedAt: at } });
    expect(await readActor(database, token)).toBeNull();
  });

  it("is nobody when the user does not exist", async () => {
    const gone = { ...token, userId: "01890000-0000-7000-8000-000000000000" };
    expect(await readActor(database, gone)).toBeNull();
  });

  it("leaves out a provider token that has expired", async () => {
    const expiring = { ...token, providerTokenExpiresAt: at.getTime() / 1000 };
    expect((await readActor(database, expiring, at))?.providerToken).toBeNull();
    const before = new Date(at.getTime() - 1);
    expect((await readActor(database, expiring, before))?.providerToken).toBe("ghu_token");
  });
});
