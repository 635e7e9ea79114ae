import { createSign, generateKeyPairSync } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  startTestGithub,
  statusOf,
  type TestGithub,
  tokenOf,
} from "../testing/start-test-github.ts";

let test: TestGithub;
beforeAll(async () => {
  test = await startTestGithub();
  await test.generate("private-one", "mia");
});
afterAll(() => test.close());

const place = { owner: "forgea", repo: "private-one" };

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");

function jwt(claims: object, key = test.config.app.privateKey): string {
  const text = `${part({ alg: "RS256", typ: "JWT" })}.${part(claims)}`;
  return `${text}.${createSign("sha256").update(text).sign(key).toString("base64url")}`;
}

const refs = (headers?: Record<string, string>) =>
  fetch(
    `${test.url}/forgea/private-one.git/info/refs?service=git-upload-pack`,
    headers ? { headers } : {},
  );
const basic = (name: string, password: string) => ({
  authorization: `Basic ${Buffer.from(`${name}:${password}`).toString("base64")}`,
});

describe("git over HTTP", () => {
  it("asks a stranger for credentials, and tells a missing repository from a private one to nobody", async () => {
    const hidden = await refs();
    expect(hidden.status).toBe(401);
    expect(hidden.headers.get("www-authenticate")).toBe('Basic realm="GitHub"');
    const missing = await fetch(`${test.url}/forgea/no-such.git/info/refs?service=git-upload-pack`);
    expect(missing.status).toBe(401);
    expect(await missing.text()).toBe(await hidden.text());
  });

  it("answers 404 to somebody without access and 401 to a wrong token", async () => {
    const noah = await refs(basic("noah", tokenOf("noah")));
    expect(noah.status).toBe(404);
    expect(await noah.text()).toContain("Repository not found");
    expect((await refs(basic("mia", "ghp_wrong"))).status).toBe(401);
  });

  it("takes a personal token with any user name, and an installation token as x-access-token", async () => {
    expect((await refs(basic("whoever", tokenOf("mia")))).status).toBe(200);
    expect((await refs(basic(tokenOf("mia"), ""))).status).toBe(200);
    const octokit = await test.installation();
    const { token } = (await octokit.auth({ type: "installation" })) as { token: string };
    expect((await refs(basic("x-access-token", token))).status).toBe(200);
  });

  it("lets a reader clone and not push", async () => {
    const octokit = await test.installation();
    await test.generate("readable");
    const invited = await octokit.request("PUT /repos/{owner}/{repo}/collaborators/{username}", {
      owner: "forgea",
      repo: "readable",
      username: "noah",
      permission: "pull",
    });
    await test.as("noah").request("PATCH /user/repository_invitations/{invitation_id}", {
      invitation_id: Number(invited.data?.id),
    });
    const folder = await test.git.clone(test.cloneUrl("readable", "noah"));
    await test.git.run(folder, "commit", "--quiet", "--allow-empty", "-m", "Mine");
    const pushed = await test.git.attempt(folder, "push");
    expect(pushed.code).not.toBe(0);
    expect(pushed.stderr).toContain("403");
  });

  it.each([
    "/..%2f..%2fetc/passwd.git",
    "/forgea/..%2f700000001.git",
    "/forgea/../private-one.git",
    "/forgea/.git",
  ])("refuses %s as a repository", async (path) => {
    const answer = await fetch(`${test.url}${path}/info/refs?service=git-upload-pack`, {
      headers: basic("mia", tokenOf("mia")),
    });
    expect([303, 404, 200]).toContain(answer.status);
    expect(await answer.text()).not.toContain("# service");
  });
});

const appStatus = async (token: string) =>
  (await fetch(`${test.api}/app`, { headers: { authorization: `Bearer ${token}` } })).status;

describe("REST", () => {
  it("hides a private repository from strangers and people without access alike", async () => {
    expect(
      await statusOf(test.withToken(undefined).request("GET /repos/{owner}/{repo}", place)),
    ).toBe(404);
    expect(await statusOf(test.as("noah").request("GET /repos/{owner}/{repo}", place))).toBe(404);
    expect(await statusOf(test.as("mia").request("GET /repos/{owner}/{repo}", place))).toBe(200);
  });

  it("lets a student with write access neither administer nor delete", async () => {
    const mia = test.as("mia");
    expect(await statusOf(mia.request("DELETE /repos/{owner}/{repo}", place))).toBe(403);
    expect(
      await statusOf(mia.request("PATCH /repos/{owner}/{repo}", { ...place, private: false })),
    ).toBe(403);
    expect(
      await statusOf(
        mia.request("PUT /repos/{owner}/{repo}/collaborators/{username}", {
          ...place,
          username: "noah",
        }),
      ),
    ).toBe(403);
  });

  it("answers wrong tokens with GitHub's words", async () => {
    await expect(test.withToken("ghp_wrong").request("GET /user")).rejects.toMatchObject({
      status: 401,
      response: { data: { message: "Bad credentials", status: "401" } },
    });
  });

  it("never answers 401 to a fresh token that lacks a permission: 403 where it sees, 404 where it does not", async () => {
    const { data: installation } = await test
      .app()
      .octokit.request("GET /orgs/{org}/installation", { org: "forgea" });
    const { data } = await test
      .app()
      .octokit.request("POST /app/installations/{installation_id}/access_tokens", {
        installation_id: installation.id,
        permissions: { contents: "read" },
        repositories: ["private-one"],
      });
    expect(data).toMatchObject({
      permissions: { contents: "read", metadata: "read" },
      repository_selection: "selected",
    });
    const lifetime = Date.parse(data.expires_at) - Date.now();
    expect(lifetime).toBeGreaterThan(59 * 60_000);
    expect(lifetime).toBeLessThanOrEqual(60 * 60_000);
    const narrow = test.withToken(data.token);
    expect(await statusOf(narrow.request("GET /repos/{owner}/{repo}/branches", place))).toBe(200);
    expect(await statusOf(narrow.request("DELETE /repos/{owner}/{repo}", place))).toBe(403);
    expect(
      await statusOf(
        narrow.request("PUT /repos/{owner}/{repo}/contents/{path}", {
          ...place,
          path: "a",
          message: "a",
          content: "",
        }),
      ),
    ).toBe(403);
    expect(
      await statusOf(
        narrow.request("GET /repos/{owner}/{repo}", { owner: "forgea", repo: "lab-template" }),
      ),
    ).toBe(404);
    expect(await statusOf(narrow.request("GET /user"))).toBe(403);
  });

  it("refuses tokens with more than the installation was granted", async () => {
    const { data } = await test
      .app()
      .octokit.request("GET /orgs/{org}/installation", { org: "forgea" });
    const ask = test
      .app()
      .octokit.request("POST /app/installations/{installation_id}/access_tokens", {
        installation_id: data.id,
        permissions: { issues: "write" },
      });
    expect(await statusOf(ask)).toBe(422);
  });

  it("believes only the App's own key, for ten minutes at most", async () => {
    const now = Math.floor(Date.now() / 1000);
    const other = generateKeyPairSync("rsa", { modulusLength: 2048 })
      .privateKey.export({ type: "pkcs1", format: "pem" })
      .toString();
    expect(await appStatus(jwt({ iss: "1", iat: now, exp: now + 600 }))).toBe(200);
    expect(await appStatus(jwt({ iss: "Iv1.client", iat: now, exp: now + 600 }))).toBe(200);
    expect(await appStatus(jwt({ iss: "1", iat: now, exp: now + 600 }, other))).toBe(401);
    expect(await appStatus(jwt({ iss: "1", iat: now, exp: now + 3600 }))).toBe(401);
    expect(await appStatus(jwt({ iss: "1", iat: now - 700, exp: now - 60 }))).toBe(401);
    expect(await appStatus(jwt({ iss: "2", iat: now, exp: now + 600 }))).toBe(404);
    const [, body] = jwt({ iss: "1", iat: now, exp: now + 600 }).split(".");
    const none = Buffer.from(JSON.stringify({ alg: "none" })).toString("base64url");
    expect(await appStatus(`${none}.${body}.`)).toBe(401);
    expect(await appStatus("a.b.c")).toBe(401);
  });

  it("stops an installation that is suspended with 403, and lets it go on afterwards, with events", async () => {
    const app = test.app().octokit;
    const octokit = await test.installation();
    const { data } = await app.request("GET /orgs/{org}/installation", { org: "forgea" });
    const id = { installation_id: data.id };
    await app.request("PUT /app/installations/{installation_id}/suspended", id);
    await test.receiver.waitFor(
      (one) => one.event === "installation" && one.payload["action"] === "suspend",
    );
    expect(await statusOf(octokit.request("GET /repos/{owner}/{repo}", place))).toBe(403);
    expect(
      await statusOf(app.request("POST /app/installations/{installation_id}/access_tokens", id)),
    ).toBe(403);
    await app.request("DELETE /app/installations/{installation_id}/suspended", id);
    await test.receiver.waitFor(
      (one) => one.event === "installation" && one.payload["action"] === "unsuspend",
    );
    expect(await statusOf(octokit.request("GET /repos/{owner}/{repo}", place))).toBe(200);
  });

  it("tells nothing of its inside: odd input is 4xx, unknown paths 404", async () => {
    const ada = { authorization: `token ${tokenOf("ada")}` };
    const post = (body: string) =>
      fetch(`${test.api}/orgs/forgea/repos`, { method: "POST", headers: ada, body });
    expect((await post("{")).status).toBe(400);
    expect((await post("[]")).status).toBe(400);
    expect((await post('{"name":7}')).status).toBe(422);
    const unknown = await fetch(`${test.api}/nothing/here`, { headers: ada });
    expect(unknown.status).toBe(404);
    expect(await unknown.json()).toMatchObject({ message: "Not Found", status: "404" });
    expect(unknown.headers.get("x-github-request-id")).toMatch(/^[0-9A-F:]+$/);
  });
});
