import { createDatabase, type Database } from "@forgea/schema";
import { createTestDatabase, type TestDatabase } from "@forgea/testing/database";
import type { Account, AuthOptions } from "next-auth";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createAuthOptions } from "./auth-options.ts";
import type { AuthSettings } from "./auth-settings.ts";

const at = new Date("2026-09-01T08:00:00Z");

const names = (of: AuthOptions) => Object.values(of.cookies ?? {}).map(({ name }) => name);

const account = (): Account => ({
  provider: "github",
  providerAccountId: "ignored",
  type: "oauth",
  access_token: "ghu_of_the_person",
});

describe("createAuthOptions", () => {
  let cloned: TestDatabase;
  let database: Database;
  let settings: AuthSettings;
  let options: AuthOptions;

  beforeAll(async () => {
    cloned = await createTestDatabase();
    database = createDatabase({ url: cloned.appUrl, poolSize: 4, applicationName: "auth-test" });
    settings = {
      app: "forgea-student",
      secret: "a secret that is long enough for tests",
      secureCookies: false,
      provider: {
        host: "local-github",
        webUrl: "http://localhost:3003",
        apiUrl: "http://localhost:3003/api/v3",
        clientId: "client",
        clientSecret: "client secret",
      },
      database,
      admins: ["local-github:1001"],
      assistants: ["local-github:1002", "github.com:3001"],
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
      clock: { now: () => at },
    };
    options = createAuthOptions(settings);
  });
  afterAll(async () => {
    await database.close();
    await cloned.drop();
  });

  const signIn = (profile: object, as = account()) =>
    options.callbacks?.signIn?.({ user: { id: "ignored" }, account: as, profile });
  const token = (as: Account) =>
    options.callbacks?.jwt?.({ token: {}, user: { id: "ignored" }, account: as });
  const roleOf = async (id: string) => {
    await signIn({ id, login: `login-${id}`, name: `Person ${id}` });
    return (await database.prisma.user.findFirstOrThrow({ where: { name: `Person ${id}` } })).role;
  };
  const redirect = (url: string) =>
    options.callbacks?.redirect?.({ url, baseUrl: "http://localhost:3000" });

  it("puts user, epoch and the person's own provider token into the cookie, and no e-mail", async () => {
    const as = account();
    expect(
      await signIn({ id: "5001", login: "zoe", name: null, email: "z@example.test" }, as),
    ).toBe(true);
    const user = await database.prisma.user.findFirstOrThrow({ where: { name: "zoe" } });
    expect(await token(as)).toEqual({
      userId: user.id,
      sessionEpoch: 0,
      host: "local-github",
      providerToken: "ghu_of_the_person",
      providerTokenExpiresAt: null,
    });
  });

  it("gives the roles of the configuration, for this provider only", async () => {
    expect(await roleOf("1001")).toBe("ADMIN");
    expect(await roleOf("1002")).toBe("ASSISTANT");
    expect(await roleOf("3001")).toBe("STUDENT");
  });

  it("refuses a banned person with a page that says so", async () => {
    const profile = { id: "6001", login: "banned", name: "Banned Person" };
    await signIn(profile);
    await database.prisma.user.updateMany({
      where: { name: "Banned Person" },
      data: { bannedAt: at },
    });
    expect(await signIn(profile)).toBe("/sign-in?error=Banned");
  });

  it("refuses a profile that is no person of the provider, and throws nothing into an address", async () => {
    expect(await signIn({ id: "not a number", login: "x" })).toBe("/sign-in?error=Callback");
    expect(await signIn({ id: "9".repeat(30), login: "x" })).toBe("/sign-in?error=Callback");
  });

  it("says that it is unavailable when the database does not answer", async () => {
    const broken = createDatabase({
      url: "postgres://nobody:nothing@127.0.0.1:1/none",
      poolSize: 1,
      applicationName: "auth-test",
    });
    const unreachable = createAuthOptions({ ...settings, database: broken });
    const answer = await unreachable.callbacks?.signIn?.({
      user: { id: "ignored" },
      account: account(),
      profile: { id: "7001", login: "x" } as object,
    });
    expect(answer).toBe("/sign-in?error=Unavailable");
    await broken.close();
  });

  it("leads back to our own pages only", async () => {
    expect(await redirect("/labs/git-basics?a=1")).toBe(
      "http://localhost:3000/labs/git-basics?a=1",
    );
    expect(await redirect("https://evil.example/labs")).toBe("http://localhost:3000");
  });

  it("names every cookie after its app, and hardens them behind TLS", () => {
    expect(names(options)).toEqual([
      "forgea-student.session",
      "forgea-student.callback",
      "forgea-student.csrf",
      "forgea-student.state",
      "forgea-student.pkce",
      "forgea-student.nonce",
    ]);
    const secure = createAuthOptions({ ...settings, app: "forgea-admin", secureCookies: true });
    for (const cookie of Object.values(secure.cookies ?? {})) {
      expect(cookie.name).toMatch(/^__Host-forgea-admin\./);
      expect(cookie.options).toMatchObject({
        httpOnly: true,
        sameSite: "lax",
        path: "/",
        secure: true,
      });
      expect(cookie.options).not.toHaveProperty("domain");
    }
  });
});
