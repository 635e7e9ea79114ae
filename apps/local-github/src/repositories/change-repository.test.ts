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
});
afterAll(() => test.close());

const patch = "PATCH /repos/{owner}/{repo}";
const get = "GET /repos/{owner}/{repo}";

describe("changeRepository", () => {
  it("renames: the id stays, the old name redirects in REST, git and pages, and the event says what it was", async () => {
    const { id } = await test.generate("old-name", "mia");
    const octokit = await test.installation();
    const folder = await test.git.clone(test.cloneUrl("old-name", "mia"));
    const renamed = await octokit.request(patch, {
      owner: "forgea",
      repo: "old-name",
      name: "new-name",
    });
    expect(renamed.data).toMatchObject({ id, full_name: "forgea/new-name" });

    const headers = { authorization: `token ${tokenOf("mia")}` };
    const moved = await fetch(`${test.api}/repos/forgea/old-name/branches`, {
      headers,
      redirect: "manual",
    });
    expect(moved.status).toBe(301);
    expect(moved.headers.get("location")).toBe(`${test.api}/repositories/${id}/branches`);
    const followed = await test
      .as("mia")
      .request("GET /repos/{owner}/{repo}/branches", { owner: "forgea", repo: "old-name" });
    expect(followed.data.map((one) => one.name)).toEqual(["main"]);
    const write = await fetch(`${test.api}/repos/forgea/old-name`, {
      method: "PATCH",
      headers: { authorization: `token ${tokenOf("ada")}` },
      body: "{}",
      redirect: "manual",
    });
    expect(write.status).toBe(307);

    await test.git.run(folder, "commit", "--quiet", "--allow-empty", "-m", "After the rename");
    await test.git.run(folder, "push", "--quiet");
    const head = await test.git.run(folder, "rev-parse", "HEAD");
    const push = await test.receiver.waitFor(
      (one) => one.event === "push" && one.payload["after"] === head,
    );
    expect(push.payload).toMatchObject({ repository: { id, full_name: "forgea/new-name" } });
    const event = await test.receiver.waitFor((one) => one.payload["action"] === "renamed");
    expect(event.payload).toMatchObject({
      changes: { repository: { name: { from: "old-name" } } },
      repository: { id },
    });
  });

  it("gives a former name to whoever takes it next, and the redirect is gone", async () => {
    const first = await test.generate("popular");
    const octokit = await test.installation();
    await octokit.request(patch, { owner: "forgea", repo: "popular", name: "popular-2025" });
    const second = await test.generate("popular");
    expect(second.id).not.toBe(first.id);
    expect((await octokit.request(get, { owner: "forgea", repo: "popular" })).data.id).toBe(
      second.id,
    );
    expect((await octokit.request(get, { owner: "forgea", repo: "popular-2025" })).data.id).toBe(
      first.id,
    );
  });

  it("lets two repositories swap their names", async () => {
    const octokit = await test.installation();
    const [a, b] = [await test.generate("swap-a"), await test.generate("swap-b")];
    await octokit.request(patch, { owner: "forgea", repo: "swap-a", name: "swap-c" });
    await octokit.request(patch, { owner: "forgea", repo: "swap-b", name: "swap-a" });
    await octokit.request(patch, { owner: "forgea", repo: "swap-c", name: "swap-b" });
    expect((await octokit.request("GET /repositories/{id}", { id: a.id })).data.name).toBe(
      "swap-b",
    );
    expect((await octokit.request("GET /repositories/{id}", { id: b.id })).data.name).toBe(
      "swap-a",
    );
  });

  it("refuses a taken name, a bad name and a branch that is not there", async () => {
    const octokit = await test.installation();
    await test.generate("one");
    await test.generate("two");
    const place = { owner: "forgea", repo: "one" };
    expect(await statusOf(octokit.request(patch, { ...place, name: "TWO" }))).toBe(422);
    expect(await statusOf(octokit.request(patch, { ...place, name: "../two" }))).toBe(422);
    expect(await statusOf(octokit.request(patch, { ...place, default_branch: "nowhere" }))).toBe(
      422,
    );
  });

  it("changes description, visibility and template flag", async () => {
    const octokit = await test.installation();
    const { id } = await test.generate("settings");
    const change = {
      owner: "forgea",
      repo: "settings",
      description: "forgea:marker",
      private: false,
      is_template: true,
    };
    const { data } = await octokit.request(patch, change);
    expect(data).toMatchObject({
      id,
      description: "forgea:marker",
      private: false,
      visibility: "public",
      is_template: true,
    });
    await test.receiver.waitFor((one) => one.payload["action"] === "publicized");
    expect(
      await statusOf(test.withToken(undefined).request(get, { owner: "forgea", repo: "settings" })),
    ).toBe(200);
    await test.git.clone(`${test.url}/forgea/settings.git`);
  });
});

describe("deleteRepository", () => {
  it("takes the repository away, announces it, and a new one of the name has a new id and nothing of the old", async () => {
    const first = await test.generate("gone", "mia");
    const octokit = await test.installation();
    await octokit.request("DELETE /repos/{owner}/{repo}", { owner: "forgea", repo: "gone" });
    const event = await test.receiver.waitFor((one) => one.payload["action"] === "deleted");
    expect(event.payload).toMatchObject({ repository: { id: first.id } });
    expect(await statusOf(octokit.request("GET /repositories/{id}", { id: first.id }))).toBe(404);
    expect(
      (await test.git.attempt(test.git.folder(), "clone", test.cloneUrl("gone", "mia"))).code,
    ).not.toBe(0);
    const second = await test.generate("gone");
    expect(second.id).toBeGreaterThan(first.id);
    expect(await statusOf(test.as("mia").request(get, { owner: "forgea", repo: "gone" }))).toBe(
      404,
    );
  });
});

describe("createRepository", () => {
  it("makes an empty repository that takes a first push, and one with a README", async () => {
    const ada = test.as("ada");
    const { data } = await ada.request("POST /orgs/{org}/repos", {
      org: "forgea",
      name: "empty",
      private: true,
    });
    expect(data.size).toBe(0);
    const folder = await test.git.clone(test.cloneUrl("empty", "ada"));
    await test.git.run(folder, "switch", "--quiet", "-c", "main");
    await test.git.run(folder, "commit", "--quiet", "--allow-empty", "-m", "First");
    await test.git.run(folder, "push", "--quiet", "-u", "origin", "main");
    await ada.request("POST /orgs/{org}/repos", {
      org: "forgea",
      name: "with-readme",
      auto_init: true,
      private: true,
    });
    const { data: readme } = await ada.request("GET /repos/{owner}/{repo}/contents/{path}", {
      owner: "forgea",
      repo: "with-readme",
      path: "README.md",
    });
    expect(readme).toMatchObject({ type: "file", name: "README.md" });
    const { data: list } = await ada.request("GET /orgs/{org}/repos", {
      org: "forgea",
      per_page: 100,
    });
    expect(list.map((one) => one.name)).toEqual(
      expect.arrayContaining(["lab-template", "empty", "with-readme"]),
    );
  });
});
