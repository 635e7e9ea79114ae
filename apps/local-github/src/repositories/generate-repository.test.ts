import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
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

const generate = "POST /repos/{template_owner}/{template_repo}/generate";
const from = { template_owner: "forgea", template_repo: "lab-template", owner: "forgea" };

describe("generateRepository", () => {
  it("makes one commit of the template's files, which the git client can clone", async () => {
    const repository = await test.generate("mia-1", "mia");
    expect(repository).toMatchObject({
      full_name: "forgea/mia-1",
      private: true,
      is_template: false,
      default_branch: "main",
    });
    expect(repository.template_repository?.full_name).toBe("forgea/lab-template");
    expect(repository.id).toBeGreaterThan(700_000_000);

    const folder = await test.git.clone(test.cloneUrl("mia-1", "mia"));
    expect(readFileSync(join(folder, "src/index.js"), "utf8")).toBe("export const answer = 42;\n");
    expect(await test.git.run(folder, "log", "--format=%s")).toBe("Initial commit");
    expect(await test.git.run(folder, "ls-files", "--stage", "run.sh")).toMatch(/^100755/);
    expect((await test.git.attempt(folder, "fsck", "--strict")).code).toBe(0);
  });

  it("announces the repository and its first commit in the App's name", async () => {
    const repository = await test.generate("announced");
    const created = await test.receiver.waitFor(
      (one) =>
        one.event === "repository" &&
        one.payload["action"] === "created" &&
        idOf(one.payload) === repository.id,
    );
    expect(created.payload).toMatchObject({ sender: { login: "forgea[bot]", type: "Bot" } });
    const push = await test.receiver.waitFor(
      (one) => one.event === "push" && idOf(one.payload) === repository.id,
    );
    expect(push.payload).toMatchObject({
      created: true,
      ref: "refs/heads/main",
      sender: { login: "forgea[bot]" },
    });
  });

  it("never lets a student fetch what the template's authors did not publish", async () => {
    const author = await test.git.clone(test.cloneUrl("lab-template", "ada"));
    writeFileSync(join(author, "solution.js"), "the solution\n");
    await test.git.run(author, "add", ".");
    await test.git.run(author, "commit", "--quiet", "-m", "The solution, removed below");
    await test.git.run(author, "rm", "--quiet", "solution.js");
    await test.git.run(author, "commit", "--quiet", "-m", "Remove the solution");
    await test.git.run(author, "push", "--quiet");
    const secret = await test.git.run(author, "rev-parse", "HEAD~1");
    const blob = await test.git.run(author, "rev-parse", "HEAD~1:solution.js");

    await test.generate("curious", "mia");
    const folder = await test.git.clone(test.cloneUrl("curious", "mia"));
    const fetched = await test.git.attempt(folder, "fetch", "origin", secret);
    expect(fetched.code).not.toBe(0);
    expect(fetched.stderr).toMatch(/not our ref/);
    const mia = test.as("mia");
    const place = { owner: "forgea", repo: "curious" };
    expect(
      await statusOf(
        mia.request("GET /repos/{owner}/{repo}/git/blobs/{file_sha}", { ...place, file_sha: blob }),
      ),
    ).toBe(404);
    expect(
      await statusOf(
        mia.request("GET /repos/{owner}/{repo}/git/commits/{commit_sha}", {
          ...place,
          commit_sha: secret,
        }),
      ),
    ).toBe(404);
  });

  it("copies the template as it is now, and leaves earlier copies alone", async () => {
    const before = await test.generate("before-change", "mia");
    const author = await test.git.clone(test.cloneUrl("lab-template", "ada"));
    writeFileSync(join(author, "README.md"), "# Lab, second edition\n");
    await test.git.run(author, "commit", "--quiet", "-am", "Second edition");
    await test.git.run(author, "push", "--quiet");
    await test.generate("after-change", "mia");

    const old = await test.git.clone(test.cloneUrl(before.name, "mia"));
    const fresh = await test.git.clone(test.cloneUrl("after-change", "mia"));
    expect(readFileSync(join(old, "README.md"), "utf8")).toBe("# Lab\n");
    expect(readFileSync(join(fresh, "README.md"), "utf8")).toBe("# Lab, second edition\n");
  });

  it("outlives its template", async () => {
    const ada = test.as("ada");
    const octokit = await test.installation();
    await octokit.request(generate, { ...from, name: "frozen", private: true });
    await octokit.request("PATCH /repos/{owner}/{repo}", {
      owner: "forgea",
      repo: "frozen",
      is_template: true,
    });
    await octokit.request(generate, { ...from, template_repo: "frozen", name: "orphan" });
    await ada.request("DELETE /repos/{owner}/{repo}", { owner: "forgea", repo: "frozen" });
    const folder = await test.git.clone(test.cloneUrl("orphan", "ada"));
    expect((await test.git.attempt(folder, "fsck", "--strict")).code).toBe(0);
  });

  it("refuses a taken name with 422, whatever its case", async () => {
    await test.generate("taken");
    const octokit = await test.installation();
    await expect(octokit.request(generate, { ...from, name: "TAKEN" })).rejects.toMatchObject({
      status: 422,
      response: { data: { errors: ["Could not clone: Name already exists on this account"] } },
    });
  });

  it("gives one of many at once the name, and the others 422", async () => {
    const octokit = await test.installation();
    const answers = await Promise.all(
      Array.from({ length: 12 }, () =>
        statusOf(octokit.request(generate, { ...from, name: "wanted", private: true })),
      ),
    );
    expect(answers.toSorted((a, b) => a - b)).toEqual([
      201,
      ...Array.from({ length: 11 }, () => 422),
    ]);
  });

  it.each([
    "..",
    ".",
    "a/../../b",
    "../../etc/passwd",
    "-rf",
    "name.git",
    "a b",
    "",
    "x".repeat(101),
    "a\u0000b",
  ])("refuses %j as a name", async (name) => {
    const octokit = await test.installation();
    expect(await statusOf(octokit.request(generate, { ...from, name }))).toBe(422);
  });

  it("answers 404 for a repository that is not a template", async () => {
    await test.generate("not-a-template");
    const octokit = await test.installation();
    const request = octokit.request(generate, {
      ...from,
      template_repo: "not-a-template",
      name: "x",
    });
    expect(await statusOf(request)).toBe(404);
  });

  it("does not let a student make repositories in the organisation", async () => {
    await test.generate("shared", "mia");
    const mia = test.withToken(tokenOf("mia"));
    expect(
      await statusOf(mia.request("POST /orgs/{org}/repos", { org: "forgea", name: "mine" })),
    ).toBe(403);
  });
});

function idOf(payload: Record<string, unknown>): unknown {
  const { repository } = payload;
  return typeof repository === "object" && repository !== null && "id" in repository
    ? repository.id
    : undefined;
}
