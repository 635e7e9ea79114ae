import { createDatabase, type Database } from "@forgea/schema";
import { createTestDatabase, type TestDatabase } from "@forgea/testing/database";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type PersonAtProvider, signInPerson } from "./sign-in-person.ts";

const at = new Date("2026-09-01T08:00:00Z");
let sequence = 1_000n;

/** Somebody who never signed in before. */
function newPerson(change: Partial<PersonAtProvider> = {}): PersonAtProvider {
  sequence += 1n;
  return {
    host: "local-github",
    providerUserId: sequence,
    login: `login-${sequence}`,
    name: "Mia Sørensen",
    configuredRole: null,
    ...change,
  };
}

describe("signInPerson", () => {
  let cloned: TestDatabase;
  let database: Database;

  beforeAll(async () => {
    cloned = await createTestDatabase();
    database = createDatabase({ url: cloned.appUrl, poolSize: 12, applicationName: "auth-test" });
  });
  afterAll(async () => {
    await database.close();
    await cloned.drop();
  });

  const accountOf = (person: PersonAtProvider) =>
    database.prisma.gitHubAccount.findUniqueOrThrow({
      where: {
        host_providerUserId: { host: person.host, providerUserId: person.providerUserId },
      },
      include: { user: true },
    });

  it("makes a student with a verified account at the first sign-in", async () => {
    const person = newPerson();
    const signedIn = await signInPerson(database, person, at);
    const account = await accountOf(person);
    expect(signedIn).toEqual({
      userId: account.userId,
      sessionEpoch: 0,
      role: "STUDENT",
      banned: false,
    });
    expect(account).toMatchObject({ login: person.login, source: "SIGN_IN", verifiedAt: at });
    expect(account.user.name).toBe("Mia Sørensen");
  });

  it("keeps the user when the login was renamed at the provider, and takes over login and name", async () => {
    const person = newPerson();
    const first = await signInPerson(database, person, at);
    const renamed = { ...person, login: "mia-renamed", name: "Mia S." };
    const second = await signInPerson(database, renamed, at);
    expect(second.userId).toBe(first.userId);
    const account = await accountOf(person);
    expect(account.login).toBe("mia-renamed");
    expect(account.user.name).toBe("Mia S.");
  });

  it("gives a login that changed hands to its new owner's own user, never to the old one", async () => {
    const before = newPerson({ login: "taken-over" });
    const old = await signInPerson(database, before, at);
    const after = await signInPerson(database, newPerson({ login: "taken-over" }), at);
    expect(after.userId).not.toBe(old.userId);
  });

  it("takes the same number at another provider for another person", async () => {
    const person = newPerson();
    const here = await signInPerson(database, person, at);
    const there = await signInPerson(database, { ...person, host: "github.com" }, at);
    expect(there.userId).not.toBe(here.userId);
  });

  it("keeps ids beyond 2^53 apart", async () => {
    const one = await signInPerson(database, newPerson({ providerUserId: 9007199254740993n }), at);
    const two = await signInPerson(database, newPerson({ providerUserId: 9007199254740992n }), at);
    expect(one.userId).not.toBe(two.userId);
  });

  it("raises a role from the configuration and voids older cookies, but never lowers one", async () => {
    const person = newPerson();
    await signInPerson(database, person, at);
    const admin = await signInPerson(database, { ...person, configuredRole: "ADMIN" }, at);
    expect(admin).toMatchObject({ role: "ADMIN", sessionEpoch: 1 });
    const again = await signInPerson(database, { ...person, configuredRole: "ASSISTANT" }, at);
    expect(again).toMatchObject({ role: "ADMIN", sessionEpoch: 1 });
    const unnamed = await signInPerson(database, person, at);
    expect(unnamed).toMatchObject({ role: "ADMIN", sessionEpoch: 1 });
  });

  it("says that a person is banned", async () => {
    const person = newPerson();
    const { userId } = await signInPerson(database, person, at);
    await database.prisma.user.update({ where: { id: userId }, data: { bannedAt: at } });
    expect((await signInPerson(database, person, at)).banned).toBe(true);
  });

  it("makes one user when somebody signs in twelve times at the same moment", async () => {
    const person = newPerson({ name: "Twelve Tabs" });
    const all = await Promise.all(
      Array.from({ length: 12 }, () => signInPerson(database, person, at)),
    );
    expect(new Set(all.map(({ userId }) => userId)).size).toBe(1);
    expect(await database.prisma.user.count({ where: { name: "Twelve Tabs" } })).toBe(1);
  });
});
