import { describe, expect, it } from "vitest";
import { parseEnvironment, refusePreviewOnAppHost, WebEnvironment } from "./environment.ts";

const complete = {
  DATABASE_URL: "postgres://forgea_app:pw@127.0.0.1:54330/forgea",
  STUDENT_URL: "http://localhost:3000/",
  ADMIN_URL: "http://localhost:3001",
  PREVIEW_URL: "http://127.0.0.1:3002",
  PROVIDER_HOST: "local-github",
  PROVIDER_WEB_URL: "http://localhost:3003/",
  PROVIDER_API_URL: "http://localhost:3003/api/v3",
  GITHUB_APP_ID: "1",
  GITHUB_APP_PRIVATE_KEY: "-----BEGIN\\nkey\\n-----END",
  GITHUB_CLIENT_ID: "client",
  GITHUB_CLIENT_SECRET: "secret",
  GITHUB_ORG: "forgea",
  TOKEN_KEY: "AAAA",
  AUTH_SECRET: "x".repeat(32),
};

describe("parseEnvironment", () => {
  it("writes origins and base URLs as they are compared and joined", () => {
    const env = parseEnvironment(WebEnvironment, complete);
    expect(env.STUDENT_URL).toBe("http://localhost:3000");
    expect(env.PROVIDER_WEB_URL).toBe("http://localhost:3003");
    expect(env.GITHUB_APP_PRIVATE_KEY).toContain("\n");
    expect(env.FORGEA_DEMO).toBe(false);
  });

  it("reads people as host and numeric id", () => {
    const source = { ...complete, FORGEA_ADMINS: "local-github:1001, github.com:583231 ," };
    const { FORGEA_ADMINS } = parseEnvironment(WebEnvironment, source);
    expect(FORGEA_ADMINS).toEqual(["local-github:1001", "github.com:583231"]);
  });

  it("refuses a person named by login, which can change hands", () => {
    const source = { ...complete, FORGEA_ADMINS: "github.com:octocat" };
    expect(() => parseEnvironment(WebEnvironment, source)).toThrow(/FORGEA_ADMINS/);
  });

  it("names everything that is wrong at once, and no value", () => {
    const source = { ...complete, AUTH_SECRET: "too-short-secret", STUDENT_URL: undefined };
    const read = () => parseEnvironment(WebEnvironment, source);
    expect(read).toThrow(/STUDENT_URL[\s\S]*AUTH_SECRET/);
    expect(read).not.toThrow(/too-short-secret/);
  });
});

describe("refusePreviewOnAppHost", () => {
  it("refuses a preview on an app's host, whatever its port", () => {
    expect(() =>
      refusePreviewOnAppHost("http://localhost:3002", ["http://localhost:3000"]),
    ).toThrow(/PREVIEW_URL/);
  });

  it("accepts a preview on another host", () => {
    refusePreviewOnAppHost("http://127.0.0.1:3002", ["http://localhost:3000"]);
  });
});
