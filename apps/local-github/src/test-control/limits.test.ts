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

const put = "PUT /repos/{owner}/{repo}/collaborators/{username}";
const roomy = { perMinute: 1000, perHour: 1000, atOnce: 100 };
const usual = { creations: roomy, primaryPerHour: null, invitationsCount: false, timeScale: 1 };
let made = 0;
const create = () => test.generate(`limited-${++made}`);

describe("the limit of content creation", () => {
  it("refuses one too many in a minute with GitHub's words and the seconds to wait, and lets reads through", async () => {
    await control.limits({ ...usual, creations: { ...roomy, perMinute: 2 } });
    await create();
    await create();
    const refusal = await refusalOf(create());
    expect(refusal.status).toBe(403);
    expect(refusal.data.message).toMatch(/^You have exceeded a secondary rate limit/);
    expect(Number(refusal.headers["retry-after"])).toBeGreaterThan(50);
    expect(Number(refusal.headers["retry-after"])).toBeLessThanOrEqual(60);
    // Not the primary limit: there is plenty left of that one.
    expect(Number(refusal.headers["x-ratelimit-remaining"])).toBeGreaterThan(4000);
    const octokit = await test.installation();
    const name = `limited-${made}`;
    const asked = octokit.request("GET /repos/{owner}/{repo}", { owner: "forgea", repo: name });
    expect(await statusOf(asked)).toBe(404);
    // Others have limits of their own.
    const other = test.as("ada").request("POST /user/repos", { name: "of-her-own" });
    expect(await statusOf(other)).toBe(201);
    expect(await control.counts()).toMatchObject({ creations: 3, limitAnswers: 1 });
  });

  it("has room again once the wait that it named is over, which scaled time shortens", async () => {
    await control.limits({
      ...usual,
      creations: { ...roomy, perMinute: 1 },
      timeScale: 60,
    });
    const began = Date.now();
    await create();
    const refusal = await refusalOf(create());
    expect(refusal.headers["retry-after"]).toBe("1");
    await expect
      .poll(() => statusOf(create().then(() => ({ status: 201 }))), { interval: 20, timeout: 9000 })
      .toBe(201);
    expect(Date.now() - began).toBeGreaterThanOrEqual(1000);
    expect(Date.now() - began).toBeLessThan(5000);
  });

  it("holds for any hour too", async () => {
    await control.limits({
      ...usual,
      creations: { ...roomy, perHour: 1 },
      timeScale: 100,
    });
    await create();
    const refusal = await refusalOf(create());
    expect(Number(refusal.headers["retry-after"])).toBeGreaterThan(30);
    expect(Number(refusal.headers["retry-after"])).toBeLessThanOrEqual(36);
  });

  it("refuses what comes beyond the requests that are under way at once", async () => {
    await control.limits({ ...usual, creations: { ...roomy, atOnce: 3 } });
    // Something has to last so that it can be under way together with others.
    await control.faults(1, [{ id: "slow", kind: "delay", ms: 300, path: "/generate$" }]);
    const octokit = await test.installation();
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        statusOf(
          octokit.request("POST /repos/{template_owner}/{template_repo}/generate", {
            template_owner: "forgea",
            template_repo: "lab-template",
            owner: "forgea",
            name: `at-once-${index}`,
          }),
        ),
      ),
    );
    expect(answers.toSorted((a, b) => a - b)).toEqual([201, 201, 201, 403, 403, 403, 403, 403]);
    await create();
  });

  it("counts an invitation when it is asked to, but nobody who is a member, invited or inside already", async () => {
    await create();
    await create();
    const octokit = await test.installation();
    const invite = (repo: string, username: string) =>
      statusOf(octokit.request(put, { owner: "forgea", repo, username }));
    const [first, second] = [`limited-${made - 1}`, `limited-${made}`];
    const tight = { ...usual, creations: { ...roomy, perMinute: 1 } };

    await control.limits({ ...tight, invitationsCount: true });
    expect([await invite(first, "mia"), await invite(second, "mia")]).toEqual([201, 403]);
    expect([await invite(first, "mia"), await invite(first, "ada")]).toEqual([201, 204]);
    await control.members(["mia"]);
    expect(await invite(second, "mia")).toBe(204);

    await control.limits(tight);
    expect([await invite(first, "noah"), await invite(second, "noah")]).toEqual([201, 201]);
    expect((await control.counts()).invitations).toBe(3);
  });
});

describe("the primary limit", () => {
  it("refuses when the hour's requests are used up, with the headers that say until when", async () => {
    const octokit = await test.installation();
    await octokit.request("GET /rate_limit");
    await control.limits({ ...usual, primaryPerHour: 3, timeScale: 600 });
    const answers = [1, 2, 3].map(() => octokit.request("GET /installation/repositories"));
    const remaining = (await Promise.all(answers)).map(
      ({ headers }) => headers["x-ratelimit-remaining"],
    );
    expect(new Set(remaining)).toEqual(new Set(["0", "1", "2"]));
    const refusal = await refusalOf(octokit.request("GET /installation/repositories"));
    expect(refusal.status).toBe(403);
    expect(refusal.data.message).toMatch(/^API rate limit exceeded for installation ID \d+\.$/);
    expect(refusal.headers).toMatchObject({
      "x-ratelimit-limit": "3",
      "x-ratelimit-remaining": "0",
      "x-ratelimit-resource": "core",
    });
    expect(refusal.headers["retry-after"]).toBeUndefined();
    const resetsInMs = Number(refusal.headers["x-ratelimit-reset"]) * 1000 - Date.now();
    expect(resetsInMs).toBeLessThanOrEqual(7000);
    const { data } = await octokit.request("GET /rate_limit");
    expect(data.rate).toMatchObject({ limit: 3, remaining: 0 });
    await expect
      .poll(() => statusOf(octokit.request("GET /installation/repositories")), {
        timeout: 9000,
        interval: 50,
      })
      .toBe(200);
  });

  it("stands in the headers of every answer, of a refused token's too, and refuses nobody unless asked to", async () => {
    const refusal = await refusalOf(test.withToken("ghp_unknown").request("GET /user"));
    expect(refusal.status).toBe(401);
    expect(refusal.headers).toMatchObject({ "x-ratelimit-limit": "5000" });
    const { headers } = await test.as("mia").request("GET /user");
    expect(headers["x-ratelimit-limit"]).toBe("5000");
  });
});
