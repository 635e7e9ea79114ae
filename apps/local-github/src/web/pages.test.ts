import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createBrowser } from "../testing/browser.ts";
import { startTestGithub, statusOf, type TestGithub } from "../testing/start-test-github.ts";

let test: TestGithub;
beforeAll(async () => {
  test = await startTestGithub();
});
afterAll(() => test.close());

async function signedIn(account: string) {
  const browser = createBrowser(test.url);
  const page = await browser.open("/login");
  await browser.submit("/login", page.text, { account });
  return browser;
}

describe("access tokens", () => {
  it("asks a stranger to sign in and leads back", async () => {
    const { response } = await createBrowser(test.url).open("/settings/tokens");
    expect(response.headers.get("location")).toBe("/login?return_to=%2Fsettings%2Ftokens");
  });

  it("are made, shown once, work for git, and are worthless when revoked", async () => {
    await test.generate("with-token", "mia");
    const browser = await signedIn("2001");
    const page = await browser.open("/settings/tokens");
    const made = await browser.submit("/settings/tokens", page.text, {
      name: 'My <laptop> & "more"',
    });
    const token = /ghp_\w{36}/.exec(made.text)?.[0] ?? "";
    expect(made.text).toContain("My &lt;laptop&gt;");
    const address = `${test.url.replace("://", `://mia:${token}@`)}/forgea/with-token.git`;
    await test.git.clone(address);

    const again = await browser.open("/settings/tokens");
    expect(again.text).not.toContain(token);
    expect(again.text).toContain(token.slice(-4));
    const action = /action="(\/settings\/tokens\/\d+\/revoke)"/.exec(again.text)?.[1] ?? "";
    const noah = await signedIn("2002");
    const his = await noah.open("/settings/tokens");
    expect((await noah.submit(action, his.text, {})).response.status).toBe(404);
    await browser.submit(action, again.text, {});
    expect(await statusOf(test.withToken(token).request("GET /user"))).toBe(401);
  });
});

describe("the invitation page", () => {
  it("lets the invited person accept, and shows nothing to anybody else", async () => {
    const octokit = await test.installation();
    await test.generate("invited-by-page");
    const place = { owner: "forgea", repo: "invited-by-page" };
    await octokit.request("PUT /repos/{owner}/{repo}/collaborators/{username}", {
      ...place,
      username: "mia",
    });
    const path = "/forgea/invited-by-page/invitations";
    const noah = await signedIn("2002");
    expect((await noah.open(path)).response.status).toBe(404);
    const mia = await signedIn("2001");
    const page = await mia.open(path);
    expect(page.text).toContain("Accept invitation");
    expect((await mia.open("/forgea/invited-by-page")).response.headers.get("location")).toBe(path);
    const accepted = await mia.submit(path, page.text, { answer: "accept" });
    expect(accepted.response.headers.get("location")).toBe("/forgea/invited-by-page");
    const repository = await mia.open("/forgea/invited-by-page");
    expect(repository.text).toContain("README.md");
    expect(repository.text).toContain(`git clone ${test.url}/forgea/invited-by-page.git`);
    expect(await statusOf(test.as("mia").request("GET /repos/{owner}/{repo}", place))).toBe(200);
  });
});

describe("a form about one's own things", () => {
  it("is worthless once somebody else is signed in", async () => {
    const browser = await signedIn("2001");
    const page = await browser.open("/settings/tokens");
    const login = await browser.open("/login");
    await browser.submit("/login", login.text, { account: "2002" });
    expect(
      (await browser.submit("/settings/tokens", page.text, { name: "Whose" })).response.status,
    ).toBe(403);
  });
});

describe("every page", () => {
  it("loads nothing, runs no script and cannot be framed", async () => {
    const { response, text } = await createBrowser(test.url).open("/login");
    const policy = response.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(text).not.toContain("<script");
    expect(response.headers.get("set-cookie")).toMatch(
      /^local-github\.csrf=\w+;.*HttpOnly;.*SameSite=Lax/,
    );
    expect(response.headers.get("set-cookie")).not.toContain("Domain");
  });

  it("leads back only to this server after signing in", async () => {
    for (const target of [
      "https://evil.example/",
      "//evil.example/",
      "/\\evil.example",
      "javascript:alert(1)",
    ]) {
      const browser = createBrowser(test.url);
      const page = await browser.open(`/login?return_to=${encodeURIComponent(target)}`);
      const { response } = await browser.submit("/login", page.text, { account: "2001" });
      expect(response.headers.get("location")).toBe("/");
    }
  });

  it("signs out for good", async () => {
    const browser = await signedIn("2001");
    const cookie = browser.cookie();
    const page = await browser.open("/settings/tokens");
    await browser.submit("/logout", page.text, {});
    const answer = await fetch(`${test.url}/settings/tokens`, {
      headers: { cookie },
      redirect: "manual",
    });
    expect(answer.status).toBe(303);
  });
});

describe("the pages of a repository", () => {
  it("show files, a commit and a comparison, with what students wrote as text", async () => {
    await test.generate("shown", "mia");
    const folder = await test.git.clone(test.cloneUrl("shown", "mia"));
    const before = await test.git.run(folder, "rev-parse", "HEAD");
    writeFileSync(join(folder, "page.html"), "<script>alert(1)</script>\n");
    await test.git.run(folder, "add", ".");
    await test.git.run(folder, "commit", "--quiet", "-m", "A page <b>of mine</b>");
    await test.git.run(folder, "push", "--quiet");
    const head = await test.git.run(folder, "rev-parse", "HEAD");
    const mia = await signedIn("2001");
    const base = "/forgea/shown";
    for (const path of [
      base,
      `${base}/commit/${head}`,
      `${base}/compare/${before.slice(0, 12)}...${head.slice(0, 12)}`,
      `${base}/blob/main/page.html`,
      `${base}/tree/main/src`,
    ]) {
      const { response, text } = await mia.open(path);
      expect([path, response.status]).toEqual([path, 200]);
      expect(text).not.toContain("<script");
      expect(text).not.toContain("<b>of mine");
    }
    expect((await mia.open(`${base}/blob/main/page.html`)).text).toContain(
      "&lt;script&gt;alert(1)",
    );
    const bytes = await mia.open(`${base}/raw/main/page.html`);
    expect(bytes.response.headers.get("content-type")).toContain("text/plain");
    expect(bytes.response.headers.get("content-security-policy")).toContain("sandbox");
    for (const path of [
      `${base}/blob/main/none`,
      `${base}/commit/${"0".repeat(40)}`,
      `${base}/tree/nowhere`,
    ]) {
      expect((await mia.open(path)).response.status).toBe(404);
    }
    expect((await mia.open("/forgea")).text).toContain("forgea/shown");
    const noah = await signedIn("2002");
    expect((await noah.open("/forgea")).text).not.toContain("forgea/shown");
    expect((await noah.open(`${base}/raw/main/page.html`)).response.status).toBe(404);
  });
});
