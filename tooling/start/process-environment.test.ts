import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { databaseUrls } from "@forgea/postgres/database-urls";
import { StackDescription } from "@forgea/testing/stack-description";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { describeStack } from "./describe-stack.ts";
import { writeLocalGithubConfig } from "./local-github-config.ts";
import {
  localGithubEnvironment,
  previewEnvironment,
  webEnvironment,
  workerEnvironment,
} from "./process-environment.ts";
import { loadSecrets, type Secrets } from "./secrets.ts";
import { readSettings } from "./settings.ts";

const dataDirectory = mkdtempSync(path.join(tmpdir(), "forgea-environment-"));
const settings = readSettings("start", {
  PATH: "/usr/bin",
  FORGEA_DATA_DIR: dataDirectory,
  STUDENT_PORT: "4000",
  DATABASE_URL: "postgres://postgres:supersecret@db.example.test/forgea",
  AWS_SECRET_ACCESS_KEY: "somebody else's",
});
const database = databaseUrls("postgres://postgres:supersecret@127.0.0.1:5432/postgres", "forgea");
let secrets: Secrets;
let environments: Record<"student" | "admin" | "worker" | "preview" | "localGithub", object>;

beforeAll(() => {
  secrets = loadSecrets(dataDirectory);
  const parts = { settings, secrets, database };
  environments = {
    student: webEnvironment(parts, "student"),
    admin: webEnvironment(parts, "admin"),
    worker: workerEnvironment(parts),
    preview: previewEnvironment(parts),
    localGithub: localGithubEnvironment(settings, "config.json"),
  };
});

afterAll(() => {
  rmSync(dataDirectory, { recursive: true, force: true });
});

describe("environment of the processes", () => {
  it("gives nobody the superuser, nor what else stood in our environment", () => {
    const everything = JSON.stringify(environments);
    expect(everything).not.toContain("supersecret");
    expect(everything).not.toContain("somebody else's");
  });

  it("connects each process in its own role", () => {
    expect(environments.student).toMatchObject({ DATABASE_URL: database.appUrl });
    expect(environments.preview).toMatchObject({ DATABASE_URL: database.appUrl });
    expect(environments.worker).toMatchObject({ DATABASE_URL: database.workerUrl });
  });

  it("gives the preview, which serves strangers' pages, no secret of ours", () => {
    const text = JSON.stringify(environments.preview);
    for (const name of [
      "webhookSecret",
      "studentAuthSecret",
      "adminAuthSecret",
      "oauthClientSecret",
    ] as const) {
      expect(text).not.toContain(secrets[name]);
    }
    expect(text).not.toContain("PRIVATE KEY");
  });

  it("gives each app its own sign-in secret, and the webhook secret to the student app alone", () => {
    expect(environments.student).toMatchObject({
      AUTH_SECRET: secrets.studentAuthSecret,
      GITHUB_WEBHOOK_SECRET: secrets.webhookSecret,
    });
    expect(environments.admin).toMatchObject({ AUTH_SECRET: secrets.adminAuthSecret });
    expect(JSON.stringify(environments.admin)).not.toContain(secrets.webhookSecret);
  });

  it("listens on the loopback only, and puts the preview on another host than the apps", () => {
    expect(environments.student).toMatchObject({ HOSTNAME: "127.0.0.1", PORT: "4000" });
    expect(new URL(settings.urls.preview).hostname).not.toBe(
      new URL(settings.urls.student).hostname,
    );
  });

  it("names admins and assistants by host and numeric id", () => {
    expect(environments.admin).toMatchObject({
      FORGEA_ADMINS: "local-github:1001",
      FORGEA_ASSISTANTS: "local-github:1002",
    });
  });
});

describe("limits and faults on request", () => {
  it("exist only in a stack that was started for them, with a token that the description tells", () => {
    const pids = { supervisor: 1, localGithub: 2, worker: 3, student: 4, admin: 5, preview: 6 };
    expect(environments.localGithub).toMatchObject({ LOCAL_GITHUB_TEST_CONTROL: undefined });
    expect(describeStack(settings, secrets, database, pids).testControl).toBeUndefined();

    const asked = readSettings("start", { FORGEA_TEST_CONTROL: "1" });
    const token = asked.testControlToken ?? "";
    expect(token.length).toBeGreaterThan(40);
    expect(localGithubEnvironment(asked, "config.json")).toMatchObject({
      LOCAL_GITHUB_TEST_CONTROL: token,
    });
    expect(describeStack(asked, secrets, database, pids).testControl).toEqual({
      url: "http://localhost:3003/_test",
      token,
    });
    expect(JSON.stringify(workerEnvironment({ settings: asked, secrets, database }))).not.toContain(
      token,
    );
  });
});

describe("local-github's configuration", () => {
  it("is for the owner's eyes only and sends webhooks and sign-ins back to where the apps are", () => {
    const file = writeLocalGithubConfig(settings, secrets);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({
      organisation: { login: "forgea" },
      app: {
        webhookUrl: "http://localhost:4000/api/webhooks/github",
        webhookSecret: secrets.webhookSecret,
        callbackUrls: [
          "http://localhost:4000/api/auth/callback/github",
          "http://localhost:3001/api/auth/callback/github",
        ],
      },
    });
  });
});

describe("stack.json", () => {
  it("says what a reader of the description expects", () => {
    const pids = { supervisor: 1, localGithub: 2, worker: 3, student: 4, admin: 5, preview: 6 };
    const stack = describeStack(settings, secrets, database, pids);
    expect(StackDescription.parse(JSON.parse(JSON.stringify(stack)))).toEqual(stack);
    expect(stack.accounts.map(({ role }) => role).sort()).toEqual(
      ["ADMIN", "ASSISTANT", ...Array.from({ length: 5 }, () => "STUDENT")].sort(),
    );
    expect(stack.accounts.find(({ login }) => login === "mia")?.token).toBe(secrets.tokens["mia"]);
  });
});
