import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type TestControl, testControlOf } from "@forgea/testing/test-control";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { startControlledGithub } from "../testing/controlled-github.ts";
import { statusOf, type TestGithub } from "../testing/start-test-github.ts";

let test: TestGithub;
let control: TestControl;
beforeAll(async () => {
  test = await startControlledGithub();
  control = testControlOf(test.controlPlace);
});
afterEach(() => control.reset());
afterAll(() => test.close());

const LONG_MS = 600_000;
const place = (repo: string) => ({ owner: "forgea", repo });
const branch = (repo: string) =>
  statusOf(
    test
      .as("ada")
      .request("GET /repos/{owner}/{repo}/branches/{branch}", { ...place(repo), branch: "main" }),
  );
const pushesOf = (id: number) =>
  test.receiver.received.filter(
    ({ event, payload }) => event === "push" && (payload["repository"] as { id: number }).id === id,
  );

describe("a template copy that takes its time", () => {
  it("answers at once with an empty repository; its content and its push come later, once", async () => {
    await control.copyDelay(700);
    const began = Date.now();
    const { id } = await test.generate("late", "mia");
    const ada = test.as("ada");
    expect(Date.now() - began).toBeLessThan(700);
    expect(await branch("late")).toBe(404);
    const branches = await ada.request("GET /repos/{owner}/{repo}/branches", place("late"));
    expect(branches.data).toEqual([]);
    expect(await statusOf(ada.request("GET /repos/{owner}/{repo}/commits", place("late")))).toBe(
      409,
    );
    expect(pushesOf(id)).toEqual([]);

    const { payload } = await test.receiver.waitFor(
      (one) => one.event === "push" && (one.payload["repository"] as { id: number }).id === id,
    );
    expect(Date.now() - began).toBeGreaterThanOrEqual(700);
    expect(payload).toMatchObject({ created: true, sender: { login: "forgea[bot]" } });
    expect(await branch("late")).toBe(200);
    const folder = await test.git.clone(test.cloneUrl("late", "mia"));
    expect(readFileSync(join(folder, "README.md"), "utf8")).toBe("# Lab\n");
    expect(await test.git.run(folder, "rev-parse", "HEAD")).toBe(payload["after"]);
    expect(pushesOf(id).length).toBe(1);
  });

  it("comes after a restart too, when it was due meanwhile and when it is still to come", async () => {
    await control.copyDelay(200);
    const early = await test.generate("due-while-down");
    await control.copyDelay(2500);
    const later = await test.generate("due-after");
    await control.copyDelay(LONG_MS);
    await test.generate("due-much-later");
    const dueAt = Date.now() + 200;
    await test.stop();
    await expect.poll(() => Date.now()).toBeGreaterThan(dueAt);
    await test.start();
    expect(await branch("due-while-down")).toBe(200);
    await expect.poll(() => branch("due-after"), { timeout: 9000 }).toBe(200);
    await expect.poll(() => [pushesOf(early.id).length, pushesOf(later.id).length]).toEqual([1, 1]);
    expect(await branch("due-much-later")).toBe(404);
  });

  it("comes at once when everything is set back", async () => {
    await control.copyDelay(LONG_MS);
    const { id } = await test.generate("hurried");
    expect(await branch("hurried")).toBe(404);
    await control.reset();
    expect(await branch("hurried")).toBe(200);
    await expect.poll(() => pushesOf(id).length).toBe(1);
  });

  it("leaves alone what somebody pushed meanwhile, and a repository that was deleted", async () => {
    await control.copyDelay(LONG_MS);
    await test.generate("pushed-first");
    await test.generate("deleted-first");
    const folder = await test.git.clone(test.cloneUrl("pushed-first", "ada"));
    await test.git.run(folder, "commit", "--quiet", "--allow-empty", "-m", "Mine");
    await test.git.run(folder, "push", "--quiet", "origin", "HEAD:refs/heads/main");
    const head = await test.git.run(folder, "rev-parse", "HEAD");
    const ada = test.as("ada");
    await ada.request("DELETE /repos/{owner}/{repo}", place("deleted-first"));
    await control.reset();
    const { data } = await ada.request("GET /repos/{owner}/{repo}/branches/{branch}", {
      ...place("pushed-first"),
      branch: "main",
    });
    expect(data.commit.sha).toBe(head);
    expect(await branch("deleted-first")).toBe(404);
    await test.generate("as-usual");
    expect(await branch("as-usual")).toBe(200);
  });
});
