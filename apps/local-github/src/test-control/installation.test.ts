import { type TestControl, testControlOf } from "@forgea/testing/test-control";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startControlledGithub } from "../testing/controlled-github.ts";
import { statusOf, type TestGithub } from "../testing/start-test-github.ts";

let test: TestGithub;
let control: TestControl;
beforeAll(async () => {
  test = await startControlledGithub();
  control = testControlOf(test.controlPlace);
  await test.generate("one");
  await test.generate("two");
});
afterAll(() => test.close());

const app = () => test.app().octokit;
const see = async (octokit: Awaited<ReturnType<TestGithub["installation"]>>, repo: string) =>
  statusOf(octokit.request("GET /repos/{owner}/{repo}", { owner: "forgea", repo }));
const idNow = async () =>
  (await app().request("GET /orgs/{org}/installation", { org: "forgea" })).data.id;
const event = (name: string, action: string) =>
  test.receiver.waitFor((one) => one.event === name && one.payload["action"] === action);
const tokenFor = (installation_id: number) =>
  statusOf(
    app().request("POST /app/installations/{installation_id}/access_tokens", { installation_id }),
  );

describe("an installation that somebody changes at the provider", () => {
  it("suspended: refuses its tokens everywhere with 403, gives out none, and keeps its id afterwards", async () => {
    const octokit = await test.installation();
    const before = await idNow();
    expect(await control.installation("suspend")).toEqual({
      installation: { id: before, suspended: true, repositorySelection: "all" },
    });
    await event("installation", "suspend");
    expect([await see(octokit, "one"), await tokenFor(before)]).toEqual([403, 403]);
    expect(await statusOf(octokit.request("GET /orgs/{org}/repos", { org: "forgea" }))).toBe(403);
    expect(await statusOf(octokit.request("GET /repositories/{id}", { id: 1 }))).toBe(403);

    await control.installation("unsuspend");
    await event("installation", "unsuspend");
    expect([await see(octokit, "one"), await idNow()]).toEqual([200, before]);
  });

  it("narrowed: other repositories are 404 and say so once, and are back when it reaches all again", async () => {
    const octokit = await test.installation();
    const state = await control.installation("select", ["forgea/one"]);
    expect(state.installation).toMatchObject({ repositorySelection: "selected" });
    const lost = await event("installation_repositories", "removed");
    expect(lost.payload["repositories_removed"]).toEqual(
      expect.arrayContaining([expect.objectContaining({ full_name: "forgea/two" })]),
    );
    expect([await see(octokit, "one"), await see(octokit, "two")]).toEqual([200, 404]);
    const list = await octokit.request("GET /installation/repositories");
    expect(list.data.repositories.map((one) => one.name)).toEqual(["one"]);

    await control.installation("select-all");
    const gained = await event("installation_repositories", "added");
    expect(gained.payload["repositories_added"]).toEqual(
      expect.arrayContaining([expect.objectContaining({ full_name: "forgea/two" })]),
    );
    expect(await see(octokit, "two")).toBe(200);
    await expect(control.installation("select", ["no-such-lab"])).rejects.toThrow("422");
  });

  it("uninstalled: is not there, its tokens are worthless; installed anew it has another id and lists what it reaches", async () => {
    const before = await idNow();
    const { data } = await app().request(
      "POST /app/installations/{installation_id}/access_tokens",
      { installation_id: before },
    );
    const octokit = test.withToken(data.token);
    expect(await see(octokit, "one")).toBe(200);
    expect(await control.installation("uninstall")).toEqual({ installation: null });
    await event("installation", "deleted");
    expect(await statusOf(app().request("GET /orgs/{org}/installation", { org: "forgea" }))).toBe(
      404,
    );
    expect([await tokenFor(before), await see(octokit, "one")]).toEqual([404, 401]);
    await expect(control.installation("suspend")).rejects.toThrow("422");
    await test.stop();
    await test.start();

    const { installation } = await control.installation("install");
    expect(installation?.id).not.toBe(before);
    const created = await event("installation", "created");
    expect(created.payload).toMatchObject({ installation: { id: installation?.id } });
    expect(created.payload["repositories"]).toEqual(
      expect.arrayContaining([expect.objectContaining({ full_name: "forgea/one" })]),
    );
    expect([await idNow(), await tokenFor(before)]).toEqual([installation?.id, 404]);
    expect(await see(await test.installation(), "one")).toBe(200);
    await test.stop();
    await test.start();
    expect(await idNow()).toBe(installation?.id);
    // Everything works on under the new one.
    const made = await test.generate("three", "mia");
    await test.receiver.waitFor(
      ({ event: name, payload }) =>
        name === "push" && (payload["repository"] as { id: number }).id === made.id,
    );
  });

  it("is as it normally is once everything is set back, whatever was done to it", async () => {
    for (const action of ["uninstall", "suspend", "select"] as const) {
      await control.installation(action);
      await control.reset();
      const octokit = await test.installation();
      expect([await see(octokit, "one"), await see(octokit, "two")], action).toEqual([200, 200]);
    }
  });
});
