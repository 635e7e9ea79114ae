import { type TestControl, testControlOf } from "@forgea/testing/test-control";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startLocalGithub } from "../start-local-github.ts";
import { CONTROL_TOKEN, startControlledGithub } from "../testing/controlled-github.ts";
import { startTestGithub, type TestGithub } from "../testing/start-test-github.ts";

let plain: TestGithub;
let controlled: TestGithub;
let control: TestControl;
beforeAll(async () => {
  plain = await startTestGithub();
  controlled = await startControlledGithub();
  control = testControlOf(controlled.controlPlace);
});
afterAll(async () => {
  await plain.close();
  await controlled.close();
});

const routes = [
  ["PUT", "/limits"],
  ["PUT", "/members"],
  ["PUT", "/faults"],
  ["PUT", "/copy-delay"],
  ["PUT", "/webhooks"],
  ["POST", "/installation"],
  ["POST", "/invitations/age"],
  ["GET", "/counts"],
  ["DELETE", "/counts"],
  ["DELETE", ""],
] as const;

const ask = (test: TestGithub, method: string, path: string, token?: string, body?: string) =>
  fetch(`${test.url}/_test${path}`, {
    method,
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    ...(body === undefined ? {} : { body }),
  });

describe("limits and faults on request", () => {
  it("do not exist in a server that was not started for them", async () => {
    for (const [method, path] of routes) {
      expect((await ask(plain, method, path, CONTROL_TOKEN)).status, `${method} ${path}`).toBe(404);
    }
    expect(() => testControlOf(plain.controlPlace)).toThrow("no test control");
  });

  it("need the token", async () => {
    for (const [method, path] of routes) {
      expect((await ask(controlled, method, path)).status, `${method} ${path}`).toBe(401);
      expect((await ask(controlled, method, path, "another")).status).toBe(401);
    }
  });

  it("are refused to a server that others can reach", async () => {
    await expect(
      startLocalGithub({
        ...plain.options,
        dataDirectory: `${plain.options.dataDirectory}-open`,
        hosts: ["0.0.0.0"],
        testControl: CONTROL_TOKEN,
      }),
    ).rejects.toThrow("this machine only");
  });

  it("name what is wrong and change nothing", async () => {
    const wrong = [
      ["/limits", '{"creations":{"perMinute":0,"perHour":1,"atOnce":1}}', "creations.perMinute"],
      ["/faults", '{"seed":1,"rules":[{"id":"a","kind":"explode"}]}', "rules.0.kind"],
      ["/faults", '{"seed":1,"rules":[{"id":"a","kind":"drop","path":"("}]}', "rules.0.path"],
      [
        "/faults",
        '{"seed":1,"rules":[{"id":"a","kind":"drop"},{"id":"a","kind":"drop"}]}',
        "rules",
      ],
      ["/members", '{"logins":["nobody-we-know"]}', "logins"],
      ["/webhooks", '{"seed":1,"drop":2}', "drop"],
      ["/copy-delay", "not json", ""],
    ] as const;
    for (const [path, body, field] of wrong) {
      const answer = await ask(controlled, "PUT", path, CONTROL_TOKEN, body);
      expect(answer.status, path).toBe(422);
      const { errors } = (await answer.json()) as { errors: { path: string }[] };
      expect(errors.map((error) => error.path)).toContain(field);
    }
    await controlled.generate("undisturbed", "mia");
  });

  it("count what was asked for until the counts are reset", async () => {
    await control.resetCounts();
    const octokit = controlled.as("ada");
    await octokit.request("GET /user");
    await octokit.request("POST /orgs/{org}/repos", { org: "forgea", name: "counted" });
    expect(await control.counts()).toMatchObject({ requests: 2, creations: 1 });
    await control.resetCounts();
    expect((await control.counts()).requests).toBe(0);
  });
});
