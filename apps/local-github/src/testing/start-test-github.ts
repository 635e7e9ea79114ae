import { generateKeyPairSync } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, Octokit } from "octokit";
import type { LocalGithubConfigInput } from "../config.ts";
import {
  type RunningLocalGithub,
  type StartOptions,
  startLocalGithub,
} from "../start-local-github.ts";
import { createGitClient } from "./git-client.ts";
import { startWebhookReceiver } from "./webhook-receiver.ts";

export const SECRET = "a secret for webhooks";
export const CALLBACK = "http://localhost:4321/api/auth/callback/github";

export type Login = "ada" | "mia" | "noah";

const users = {
  ada: {
    id: 1001,
    login: "ada",
    name: "Ada Lindqvist",
    email: "ada@example.test",
    organisationOwner: true,
  },
  mia: { id: 2001, login: "mia", name: "Mia Sørensen", email: "mia@example.test" },
  noah: { id: 2002, login: "noah", name: "Noah Weber", email: "noah@example.test" },
};

export const tokenOf = (login: Login) => `ghp_${login.padEnd(36, "0")}`;

/** A server with an organisation, three people, an App and one template, a webhook endpoint, and clients for all of it. */
export async function startTestGithub(
  change: (config: LocalGithubConfigInput) => LocalGithubConfigInput = (same) => same,
  { testControl }: Pick<StartOptions, "testControl"> = {},
) {
  const root = mkdtempSync(join(tmpdir(), "local-github-test-"));
  const receiver = await startWebhookReceiver();
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const template = join(root, "template");
  mkdirSync(join(template, "src"), { recursive: true });
  writeFileSync(join(template, "README.md"), "# Lab\n");
  writeFileSync(join(template, "src", "index.js"), "export const answer = 42;\n");
  writeFileSync(join(template, "run.sh"), "#!/bin/sh\n", { mode: 0o755 });

  const config = change({
    organisation: { login: "forgea" },
    app: {
      id: 1,
      slug: "forgea",
      name: "Forgea",
      clientId: "Iv1.client",
      clientSecret: "client secret",
      privateKey: privateKey.export({ type: "pkcs1", format: "pem" }).toString(),
      webhookUrl: receiver.url,
      webhookSecret: SECRET,
      callbackUrls: [CALLBACK],
    },
    users: (Object.keys(users) as Login[]).map((login) => ({
      ...users[login],
      token: tokenOf(login),
    })),
    templates: [{ name: "lab-template", from: template }],
    accountChooser: true,
  });

  const options: StartOptions = { port: 0, dataDirectory: join(root, "data"), config, testControl };
  let running: RunningLocalGithub = await startLocalGithub(options);
  const git = createGitClient();

  const test = {
    config,
    options,
    receiver,
    git,
    /** Where this server takes limits and faults from, when it does. */
    get controlPlace() {
      return testControl === undefined
        ? undefined
        : { url: `${running.url}/_test`, token: testControl };
    },
    get url() {
      return running.url;
    },
    get api() {
      return `${running.url}/api/v3`;
    },
    /** Octokit as a person, with retries and throttling off so that refusals come at once. */
    as: (login: Login) => octokitWith(test.api, tokenOf(login)),
    withToken: (token: string | undefined) => octokitWith(test.api, token),
    app: () =>
      new App({
        appId: config.app.id,
        privateKey: config.app.privateKey,
        Octokit: Octokit.defaults({
          baseUrl: test.api,
          throttle: { enabled: false },
          retry: { enabled: false },
        }),
      }),
    /** Octokit as the App's installation in the organisation. */
    async installation() {
      const app = test.app();
      const { data } = await app.octokit.request("GET /orgs/{org}/installation", { org: "forgea" });
      return app.getInstallationOctokit(data.id);
    },
    /** A repository of the template, and whom it is for as a collaborator. */
    async generate(name: string, student?: Login) {
      const octokit = await test.installation();
      const { data } = await octokit.request(
        "POST /repos/{template_owner}/{template_repo}/generate",
        {
          template_owner: "forgea",
          template_repo: "lab-template",
          owner: "forgea",
          name,
          private: true,
        },
      );
      if (student) {
        const invited = await octokit.request(
          "PUT /repos/{owner}/{repo}/collaborators/{username}",
          {
            owner: "forgea",
            repo: name,
            username: student,
            permission: "push",
          },
        );
        await test.as(student).request("PATCH /user/repository_invitations/{invitation_id}", {
          invitation_id: Number(invited.data?.id),
        });
      }
      return { ...data, id: Number(data.id) };
    },
    /** The clone address with somebody's token in it. */
    cloneUrl: (name: string, login: Login) =>
      `${running.url.replace("://", `://${login}:${tokenOf(login)}@`)}/forgea/${name}.git`,
    stop: () => running.close(),
    async start() {
      running = await startLocalGithub({ ...options, port: running.port });
    },
    async close() {
      await running.close();
      await receiver.close();
      rmSync(root, { recursive: true, force: true });
      rmSync(git.home, { recursive: true, force: true });
    },
  };
  return test;
}

export type TestGithub = Awaited<ReturnType<typeof startTestGithub>>;

function octokitWith(baseUrl: string, auth: string | undefined): Octokit {
  return new Octokit({
    baseUrl,
    throttle: { enabled: false },
    retry: { enabled: false },
    ...(auth ? { auth } : {}),
  });
}

/** The status of a refused Octokit request. */
export async function statusOf(request: Promise<{ status: number }>): Promise<number> {
  try {
    return (await request).status;
  } catch (error) {
    if (error instanceof Error && "status" in error && typeof error.status === "number")
      return error.status;
    throw error;
  }
}
