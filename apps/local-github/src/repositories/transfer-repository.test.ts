import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestGithub, statusOf, type TestGithub } from "../testing/start-test-github.ts";

let test: TestGithub;
beforeAll(async () => {
  test = await startTestGithub();
});
afterAll(() => test.close());

const transfer = "POST /repos/{owner}/{repo}/transfer";
const byId = "GET /repositories/{id}";

describe("transferRepository", () => {
  it("takes a repository from the App's reach: 404 by name and id, while its new owner has it under the same id", async () => {
    const { id } = await test.generate("given-away");
    const octokit = await test.installation();
    const answer = await test
      .as("ada")
      .request(transfer, { owner: "forgea", repo: "given-away", new_owner: "mia" });
    expect([answer.status, answer.data.full_name]).toEqual([202, "mia/given-away"]);
    const place = { owner: "forgea", repo: "given-away" };
    expect(await statusOf(octokit.request("GET /repos/{owner}/{repo}", place))).toBe(404);
    expect(await statusOf(octokit.request(byId, { id }))).toBe(404);
    const seen = await test.as("mia").request("GET /repos/{owner}/{repo}", place);
    expect(seen.data).toMatchObject({ id, full_name: "mia/given-away" });
    // The name is free again.
    await test.generate("given-away");
    expect(test.receiver.received.filter((one) => one.payload["action"] === "transferred")).toEqual(
      [],
    );
  });

  it("is told to the App of the account that it comes to, with the owner that it had", async () => {
    const ada = test.as("ada");
    const { data } = await ada.request("POST /user/repos", { name: "brought-in", private: true });
    await ada.request(transfer, { owner: "ada", repo: "brought-in", new_owner: "forgea" });
    const { payload } = await test.receiver.waitFor(
      (one) => one.payload["action"] === "transferred",
    );
    expect(payload).toMatchObject({
      repository: { id: data.id, full_name: "forgea/brought-in" },
      changes: { owner: { from: { user: { login: "ada" } } } },
      sender: { login: "ada" },
    });
    const octokit = await test.installation();
    expect(await statusOf(octokit.request(byId, { id: data.id }))).toBe(200);
  });

  it("is for who administers it and where it is wanted, and never takes a name that is in use", async () => {
    await test.generate("mias-work", "mia");
    const mia = test.as("mia");
    const place = { owner: "forgea", repo: "mias-work" };
    expect(await statusOf(mia.request(transfer, { ...place, new_owner: "mia" }))).toBe(403);
    await mia.request("POST /user/repos", { name: "mias-work" });
    const ada = test.as("ada");
    expect(await statusOf(ada.request(transfer, { ...place, new_owner: "mia" }))).toBe(422);
    expect(await statusOf(ada.request(transfer, { ...place, new_owner: "nobody-here" }))).toBe(404);
    const own = { owner: "mia", repo: "mias-work", new_owner: "forgea", new_name: "hers" };
    expect(await statusOf(mia.request(transfer, own))).toBe(403);
    expect(await statusOf(ada.request("GET /repos/{owner}/{repo}", place))).toBe(200);
  });
});
