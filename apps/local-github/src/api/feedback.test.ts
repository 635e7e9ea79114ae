import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestGithub, statusOf, type TestGithub } from "../testing/start-test-github.ts";

let test: TestGithub;
let mia: ReturnType<TestGithub["as"]>;
let sha: string;
const place = { owner: "forgea", repo: "judged" };

beforeAll(async () => {
  test = await startTestGithub();
  await test.generate("judged", "mia");
  mia = test.as("mia");
  const { data } = await mia.request("GET /repos/{owner}/{repo}/commits/{ref}", {
    ...place,
    ref: "main",
  });
  sha = data.sha;
});
afterAll(() => test.close());

describe("feedback", () => {
  it("keeps statuses, of which the latest of a context counts", async () => {
    const octokit = await test.installation();
    const post = "POST /repos/{owner}/{repo}/statuses/{sha}";
    await octokit.request(post, { ...place, sha, state: "pending", context: "forgea" });
    const { status } = await octokit.request(post, {
      ...place,
      sha,
      state: "success",
      context: "forgea",
      description: "Received",
      target_url: "http://localhost:3000/sessions/1",
    });
    expect(status).toBe(201);
    const { data } = await mia.request("GET /repos/{owner}/{repo}/commits/{ref}/status", {
      ...place,
      ref: "main",
    });
    expect(data).toMatchObject({
      state: "success",
      total_count: 1,
      statuses: [{ context: "forgea", description: "Received" }],
    });
    expect(
      await statusOf(octokit.request(post, { ...place, sha: "0".repeat(40), state: "success" })),
    ).toBe(422);
  });

  it("keeps check runs of the App, and of nobody else", async () => {
    const octokit = await test.installation();
    const post = "POST /repos/{owner}/{repo}/check-runs";
    const { data } = await octokit.request(post, {
      ...place,
      name: "Forgea",
      head_sha: sha,
      status: "in_progress",
    });
    const done = await octokit.request("PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}", {
      ...place,
      check_run_id: Number(data.id),
      conclusion: "success",
      output: { title: "Received", summary: "Your push counts." },
    });
    expect(done.data).toMatchObject({
      status: "completed",
      conclusion: "success",
      name: "Forgea",
      head_sha: sha,
    });
    expect(done.data.completed_at).not.toBeNull();
    const list = await mia.request("GET /repos/{owner}/{repo}/commits/{ref}/check-runs", {
      ...place,
      ref: sha,
    });
    expect(list.data.total_count).toBe(1);
    expect(await statusOf(mia.request(post, { ...place, name: "Mine", head_sha: sha }))).toBe(403);
  });
});
