import { encode } from "next-auth/jwt";
import { describe, expect, it } from "vitest";
import { readSessionToken, type SessionToken } from "./session-token.ts";

const settings = {
  app: "forgea-student",
  secret: "a secret that is long enough for tests",
  secureCookies: false,
} as const;
const content: SessionToken = {
  userId: "01890000-0000-7000-8000-000000000001",
  sessionEpoch: 3,
  host: "local-github",
  providerToken: "ghu_token",
  providerTokenExpiresAt: null,
};

describe("readSessionToken", () => {
  it("reads what sign-in wrote", async () => {
    const cookie = await encode({ token: { ...content }, secret: settings.secret });
    expect(await readSessionToken(settings, { "forgea-student.session": cookie })).toEqual(content);
  });

  it("shows nothing of its content to whoever holds the cookie", async () => {
    const cookie = await encode({ token: { ...content }, secret: settings.secret });
    const decoded = cookie.split(".").map((part) => Buffer.from(part, "base64url").toString());
    expect(decoded.join("")).not.toContain("ghu_token");
  });

  it("refuses the cookie of the other app, whose secret is another one", async () => {
    const cookie = await encode({ token: { ...content }, secret: "the other app's long secret" });
    expect(await readSessionToken(settings, { "forgea-student.session": cookie })).toBeNull();
  });

  it("refuses an expired cookie, a cookie with other content, and rubbish", async () => {
    const expired = await encode({ token: { ...content }, secret: settings.secret, maxAge: -60 });
    const other = await encode({ token: { sub: "someone" }, secret: settings.secret });
    for (const cookie of [expired, other, "rubbish", ""]) {
      expect(await readSessionToken(settings, { "forgea-student.session": cookie })).toBeNull();
    }
  });

  it("reads its own name only", async () => {
    const cookie = await encode({ token: { ...content }, secret: settings.secret });
    expect(await readSessionToken(settings, { "forgea-admin.session": cookie })).toBeNull();
  });
});
