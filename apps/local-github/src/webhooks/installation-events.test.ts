import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestGithub, statusOf, type TestGithub } from "../testing/start-test-github.ts";

let test: TestGithub;
beforeAll(async () => {
  test = await startTestGithub((config) => ({
    ...config,
    app: { ...config.app, repositorySelection: "selected" },
  }));
});
afterAll(() => test.close());

const repository = "GET /repos/{owner}/{repo}";
const select = "/user/installations/{installation_id}/repositories/{repository_id}";

async function installationId(): Promise<number> {
  const { data } = await test.app().octokit.request("GET /app/installations");
  return Number(data[0]?.id);
}

describe("an installation that reaches selected repositories", () => {
  it("sees a repository from when an owner adds it until they take it out, with events", async () => {
    const octokit = await test.app().getInstallationOctokit(await installationId());
    const place = { owner: "forgea", repo: "lab-template" };
    expect(await statusOf(octokit.request(repository, place))).toBe(404);
    const { data } = await test.as("ada").request(repository, place);
    const ids = { installation_id: await installationId(), repository_id: Number(data.id) };

    expect(await statusOf(test.as("mia").request(`PUT ${select}`, ids))).toBe(403);
    await test.as("ada").request(`PUT ${select}`, ids);
    const added = await test.receiver.waitFor((one) => one.event === "installation_repositories");
    expect(added.payload).toMatchObject({
      action: "added",
      repositories_added: [{ id: data.id, full_name: "forgea/lab-template" }],
      sender: { login: "ada" },
    });
    expect(await statusOf(octokit.request(repository, place))).toBe(200);
    const list = await octokit.request("GET /installation/repositories");
    expect(list.data).toMatchObject({ total_count: 1, repository_selection: "selected" });

    await test.as("ada").request(`DELETE ${select}`, ids);
    await test.receiver.waitFor((one) => one.payload["action"] === "removed");
    expect(await statusOf(octokit.request(repository, place))).toBe(404);
    await test.as("ada").request(`PUT ${select}`, ids);
  });

  it("reaches what the App makes itself, and hears of nothing else", async () => {
    const made = await test.generate("made-by-app", "mia");
    const octokit = await test.installation();
    expect(await statusOf(octokit.request("GET /repositories/{id}", { id: made.id }))).toBe(200);
    const ada = test.as("ada");
    const other = await ada.request("POST /orgs/{org}/repos", {
      org: "forgea",
      name: "private-matter",
      private: true,
      auto_init: true,
    });
    await test.generate("made-later");
    await test.receiver.waitFor((one) => JSON.stringify(one.payload).includes("forgea/made-later"));
    expect(
      test.receiver.received.filter((one) => one.body.includes(`"id":${other.data.id},`)),
    ).toEqual([]);
  });

  it("is gone for good once uninstalled: its tokens are worthless and no event is sent", async () => {
    const app = test.app().octokit;
    const id = await installationId();
    const { data } = await app.request("POST /app/installations/{installation_id}/access_tokens", {
      installation_id: id,
    });
    await app.request("DELETE /app/installations/{installation_id}", { installation_id: id });
    await test.receiver.waitFor(
      (one) => one.event === "installation" && one.payload["action"] === "deleted",
    );
    expect(
      await statusOf(test.withToken(data.token).request("GET /installation/repositories")),
    ).toBe(401);
    expect(await statusOf(app.request("GET /orgs/{org}/installation", { org: "forgea" }))).toBe(
      404,
    );
    await test.stop();
    await test.start();
    expect(
      await statusOf(test.app().octokit.request("GET /orgs/{org}/installation", { org: "forgea" })),
    ).toBe(404);
  });
});
