import { type TestControl, testControlOf } from "@forgea/testing/test-control";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { refusalOf, startControlledGithub } from "../testing/controlled-github.ts";
import { statusOf, type TestGithub } from "../testing/start-test-github.ts";

let test: TestGithub;
let control: TestControl;
beforeAll(async () => {
  test = await startControlledGithub();
  control = testControlOf(test.controlPlace);
});
afterEach(() => control.reset());
afterAll(() => test.close());

const generate = { id: "fault", method: "POST", path: "^/repos/forgea/lab-template/generate$" };
const exists = async (name: string) =>
  (await statusOf(
    test.as("ada").request("GET /repos/{owner}/{repo}", { owner: "forgea", repo: name }),
  )) === 200;
/** Octokit calls an answer that never came a 500 of its own, without headers of ours. */
async function noAnswer(request: Promise<unknown>): Promise<boolean> {
  const error: unknown = await request.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof Error && !("response" in error && error.response);
}

describe("a fault on request", () => {
  it("status: answers without doing anything, and counts", async () => {
    await control.faults(1, [{ ...generate, kind: "status", status: 503, times: 1 }]);
    expect((await refusalOf(test.generate("refused"))).status).toBe(503);
    expect(await exists("refused")).toBe(false);
    await test.generate("refused");
    expect((await control.counts()).faultsApplied).toEqual({ fault: 1 });
  });

  it("status 403 with retryAfterSeconds: a secondary limit", async () => {
    await control.faults(1, [{ ...generate, kind: "status", status: 403, retryAfterSeconds: 42 }]);
    const refusal = await refusalOf(test.generate("limited"));
    expect(refusal.headers["retry-after"]).toBe("42");
    expect(refusal.data.message).toMatch(/secondary rate limit/);
    expect(Number(refusal.headers["x-ratelimit-remaining"])).toBeGreaterThan(0);
    expect((await control.counts()).limitAnswers).toBe(0);
  });

  it("lost-answer: does it and then hangs up", async () => {
    await control.faults(1, [{ ...generate, kind: "lost-answer" }]);
    expect(await noAnswer(test.generate("lost"))).toBe(true);
    expect(await exists("lost")).toBe(true);
  });

  it("drop: hangs up without doing it", async () => {
    await control.faults(1, [{ ...generate, kind: "drop" }]);
    expect(await noAnswer(test.generate("dropped"))).toBe(true);
    expect(await exists("dropped")).toBe(false);
  });

  it("stall: does it late, also when nobody waits for the answer any more", async () => {
    await control.faults(1, [{ ...generate, kind: "stall", ms: 400 }]);
    const octokit = await test.installation();
    const impatient = octokit.request("POST /repos/{template_owner}/{template_repo}/generate", {
      template_owner: "forgea",
      template_repo: "lab-template",
      owner: "forgea",
      name: "stalled",
      request: { signal: AbortSignal.timeout(100) },
    });
    expect(await noAnswer(impatient)).toBe(true);
    expect(await exists("stalled")).toBe(false);
    await expect.poll(() => exists("stalled"), { timeout: 5000 }).toBe(true);
  });

  it("delay: waits and then goes on to the next rule", async () => {
    await control.faults(1, [
      { id: "slow", kind: "delay", ms: 200, path: "^/user$" },
      { id: "broken", kind: "status", status: 500, path: "^/user$" },
    ]);
    const began = performance.now();
    expect((await refusalOf(test.as("mia").request("GET /user"))).status).toBe(500);
    expect(performance.now() - began).toBeGreaterThan(190);
    expect((await control.counts()).faultsApplied).toEqual({ slow: 1, broken: 1 });
  });

  it("nonsense: answers 200 with what is no answer of GitHub's, in each of its forms", async () => {
    await control.faults(3, [{ id: "nonsense", kind: "nonsense", path: "^/user$" }]);
    const seen = new Set<string>();
    for (let index = 0; index < 20; index += 1) {
      const response = await fetch(`${test.api}/user`);
      expect(response.status).toBe(200);
      seen.add(`${response.headers.get("content-type")} ${await response.text()}`);
    }
    expect(seen.size).toBe(3);
    expect([...seen].every((text) => !text.includes('"login"'))).toBe(true);
  });

  it("finds a repository by its name in the path, behind its id and in the body", async () => {
    const { id } = await test.generate("one-of-many");
    await test.generate("another");
    await control.faults(1, [
      { id: "here", kind: "status", status: 500, repository: "^forgea/(one-of-many|not-yet)$" },
    ]);
    const ada = test.as("ada");
    const byName = (repo: string) =>
      statusOf(ada.request("GET /repos/{owner}/{repo}", { owner: "forgea", repo }));
    expect([await byName("one-of-many"), await byName("another")]).toEqual([500, 200]);
    expect(await statusOf(ada.request("GET /repositories/{id}", { id }))).toBe(500);
    expect((await refusalOf(test.generate("not-yet"))).status).toBe(500);
    await test.generate("yet");
  });
});
