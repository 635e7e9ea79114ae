import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { components } from "@octokit/openapi-webhooks-types";
import { verify } from "@octokit/webhooks-methods";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ZERO_ID } from "../git/names.ts";
import { SECRET, startTestGithub, type TestGithub } from "../testing/start-test-github.ts";
import type { ReceivedWebhook } from "../testing/webhook-receiver.ts";

type PushEvent = components["schemas"]["webhook-push"];

let test: TestGithub;
beforeAll(async () => {
  test = await startTestGithub();
});
afterAll(() => test.close());

let number = 0;

/** A repository of Mia's with a working copy. */
async function work() {
  number += 1;
  const repository = await test.generate(`pushed-${number}`, "mia");
  const folder = await test.git.clone(test.cloneUrl(repository.name, "mia"));
  const run = (...args: string[]) => test.git.run(folder, ...args);
  return {
    repository,
    run,
    commit: async (file: string, text: string, message: string): Promise<string> => {
      writeFileSync(join(folder, file), text);
      await run("add", "--all");
      await run("commit", "--quiet", "-m", message);
      return run("rev-parse", "HEAD");
    },
    pushOf: async (
      ref: string,
      after: string,
    ): Promise<{ webhook: ReceivedWebhook; push: PushEvent }> => {
      const webhook = await test.receiver.waitFor(
        (one) =>
          one.event === "push" && one.payload["ref"] === ref && one.payload["after"] === after,
      );
      return { webhook, push: webhook.payload as unknown as PushEvent };
    },
  };
}

describe("a push", () => {
  it("arrives as a signed webhook with GitHub's headers, verified over its bytes", async () => {
    const { commit, run, pushOf } = await work();
    const head = await commit("work.js", "export {};\n", "My work – ümläut ✓");
    await run("push", "--quiet");
    const { webhook } = await pushOf("refs/heads/main", head);
    const signature = String(webhook.headers["x-hub-signature-256"]);
    expect(await verify(SECRET, webhook.body, signature)).toBe(true);
    expect(await verify("another secret", webhook.body, signature)).toBe(false);
    expect(webhook.headers).toMatchObject({
      "content-type": "application/json",
      "x-github-event": "push",
      "x-github-hook-installation-target-id": "1",
      "x-github-hook-installation-target-type": "integration",
    });
    expect(webhook.headers["user-agent"]).toMatch(/^GitHub-Hookshot\//);
    expect(webhook.headers["x-github-hook-id"]).toMatch(/^\d+$/);
    expect(webhook.guid).toMatch(/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/);
  });

  it("says what moved, who pushed and which files changed", async () => {
    const { repository, commit, run, pushOf } = await work();
    const before = await run("rev-parse", "HEAD");
    const first = await commit("new.js", "1\n", "Add a file");
    await run("rm", "--quiet", "run.sh");
    const head = await commit("README.md", "# Mine\n", "Change and remove\n\nWith a longer text.");
    await run("push", "--quiet");
    const { push } = await pushOf("refs/heads/main", head);
    expect(push).toMatchObject({
      before,
      after: head,
      created: false,
      deleted: false,
      forced: false,
      base_ref: null,
      pusher: { name: "mia", email: "mia@example.test" },
      sender: { id: 2001, login: "mia", type: "User" },
      organization: { login: "forgea" },
      head_commit: { id: head },
    });
    expect(push.installation?.id).toBeGreaterThan(0);
    expect(
      push.commits.map(({ id, added, removed, modified }) => ({ id, added, removed, modified })),
    ).toEqual([
      { id: first, added: ["new.js"], removed: [], modified: [] },
      { id: head, added: [], removed: ["run.sh"], modified: ["README.md"] },
    ]);
    expect(push.head_commit?.message).toBe("Change and remove\n\nWith a longer text.");
    expect(push.head_commit?.tree_id).toBe(await run("rev-parse", "HEAD^{tree}"));
    expect(push.head_commit?.author).toMatchObject({
      name: "Mia",
      email: "mia@example.test",
      username: "mia",
    });
    expect(push.repository).toMatchObject({
      id: repository.id,
      full_name: repository.full_name,
      private: true,
    });
    // In push payloads these two are seconds since 1970, everywhere else they are text.
    expect(push.repository.created_at).toEqual(expect.any(Number));
    expect(push.repository.pushed_at).toEqual(expect.any(Number));
    const { data } = await test.as("mia").request("GET /repositories/{id}", { id: repository.id });
    expect(Date.parse(data.pushed_at) / 1000).toBe(push.repository.pushed_at);
  });

  it("is marked as forced when history was rewritten, and only then", async () => {
    const { commit, run, pushOf } = await work();
    const old = await commit("a.js", "1\n", "First try");
    await run("push", "--quiet");
    await pushOf("refs/heads/main", old);
    await run("commit", "--quiet", "--amend", "-m", "Second try");
    const amended = await run("rev-parse", "HEAD");
    await run("push", "--quiet", "--force");
    expect((await pushOf("refs/heads/main", amended)).push).toMatchObject({
      before: old,
      forced: true,
    });
    const next = await commit("b.js", "2\n", "Go on");
    await run("push", "--quiet", "--force");
    expect((await pushOf("refs/heads/main", next)).push).toMatchObject({
      before: amended,
      forced: false,
    });
  });

  it("of a new branch lists only commits that no other ref reaches", async () => {
    const { commit, run, pushOf } = await work();
    const onMain = await commit("main.js", "1\n", "On main");
    await run("push", "--quiet");
    await run("switch", "--quiet", "-c", "idea");
    const onIdea = await commit("idea.js", "1\n", "An idea");
    await run("push", "--quiet", "origin", "idea");
    const { push } = await pushOf("refs/heads/idea", onIdea);
    expect(push).toMatchObject({ created: true, before: ZERO_ID, base_ref: null });
    expect(push.commits.map((one) => one.id)).toEqual([onIdea]);

    await run("push", "--quiet", "origin", `${onMain}:refs/heads/same`);
    const same = (await pushOf("refs/heads/same", onMain)).push;
    expect(same).toMatchObject({
      created: true,
      base_ref: "refs/heads/main",
      commits: [],
      head_commit: { id: onMain },
    });
  });

  it("of a commit that another branch has already calls it not distinct", async () => {
    const { commit, run, pushOf } = await work();
    await run("switch", "--quiet", "-c", "idea");
    const idea = await commit("idea.js", "1\n", "An idea");
    await run("push", "--quiet", "origin", "idea");
    await run("push", "--quiet", "origin", "idea:main");
    const { push } = await pushOf("refs/heads/main", idea);
    expect(push.commits).toMatchObject([{ id: idea, distinct: false }]);
  });

  it("that deletes a branch has no commits", async () => {
    const { run, pushOf } = await work();
    await run("push", "--quiet", "origin", "HEAD:refs/heads/gone");
    await run("push", "--quiet", "origin", "--delete", "gone");
    const { push } = await pushOf("refs/heads/gone", ZERO_ID);
    expect(push).toMatchObject({ deleted: true, created: false, commits: [], head_commit: null });
  });

  it("of several refs at once sends one webhook a ref, for up to three tags", async () => {
    const { commit, run, pushOf, repository } = await work();
    const head = await commit("a.js", "1\n", "Tagged");
    for (const tag of ["v1", "v2", "v3"]) await run("tag", tag);
    await run("push", "--quiet", "origin", "main", "v1", "v2", "v3");
    for (const ref of ["refs/heads/main", "refs/tags/v1", "refs/tags/v2", "refs/tags/v3"])
      await pushOf(ref, head);

    for (const tag of ["w1", "w2", "w3", "w4"]) await run("tag", tag);
    const next = await commit("b.js", "1\n", "With four tags");
    await run("push", "--quiet", "origin", "main", "w1", "w2", "w3", "w4");
    await pushOf("refs/heads/main", next);
    await test.receiver.waitFor((one) => one.payload["after"] === next);
    const tags = test.receiver.received.filter(
      (one) => isOf(one, repository.id) && refOf(one).startsWith("refs/tags/w"),
    );
    expect(tags).toEqual([]);
  });

  it("of an annotated tag names the tag object and the commit behind it", async () => {
    const { run, pushOf } = await work();
    await run("tag", "-a", "release", "-m", "Release");
    const tag = await run("rev-parse", "release");
    await run("push", "--quiet", "origin", "release");
    const { push } = await pushOf("refs/tags/release", tag);
    expect(push).toMatchObject({
      base_ref: "refs/heads/main",
      head_commit: { id: await run("rev-parse", "HEAD") },
    });
  });

  it("lists at most 2048 commits, the newest", async () => {
    const { repository, run, pushOf } = await work();
    const head = await run("rev-parse", "HEAD");
    const tree = await run("rev-parse", "HEAD^{tree}");
    const stream = Array.from(
      { length: 2060 },
      (_, index) =>
        `commit refs/heads/main\nmark :${index + 1}\ncommitter Mia <mia@example.test> ${1_700_000_000 + index} +0000\ndata 4\nn${String(index).padStart(3, "0").slice(0, 3)}${index === 0 ? `\nfrom ${head}` : ""}\nM 040000 ${tree} \n\n`,
    ).join("");
    const folder = test.git.folder();
    writeFileSync(join(folder, "stream"), stream);
    await run(
      "-c",
      "alias.load=!git fast-import --quiet --force <",
      "load",
      join(folder, "stream"),
    );
    const last = await run("rev-parse", "refs/heads/main");
    await run("push", "--quiet", "origin", "main");
    const { push } = await pushOf("refs/heads/main", last);
    expect(push.commits).toHaveLength(2048);
    expect(push.commits.at(-1)?.id).toBe(last);
    expect(push.repository.id).toBe(repository.id);
  });

  it("is listed by the activity endpoint with its time", async () => {
    const { repository, commit, run, pushOf } = await work();
    const started = Date.now();
    const head = await commit("a.js", "1\n", "Work");
    await run("push", "--quiet");
    await pushOf("refs/heads/main", head);
    const { data } = await test.as("mia").request("GET /repos/{owner}/{repo}/activity", {
      owner: "forgea",
      repo: repository.name,
      ref: "refs/heads/main",
    });
    expect(data.map((one) => one.activity_type)).toEqual(["push", "branch_creation"]);
    expect(data[0]).toMatchObject({ after: head, ref: "refs/heads/main", actor: { login: "mia" } });
    expect(Math.abs(Date.parse(data[0]?.timestamp ?? "") - started)).toBeLessThan(10_000);
  });

  it("of a commit message with odd bytes still arrives as JSON", async () => {
    const { run, pushOf } = await work();
    const folder = test.git.folder();
    const parent = await run("rev-parse", "HEAD");
    const tree = await run("rev-parse", "HEAD^{tree}");
    const who = "Mia <mia@example.test> 1700000000 +0530";
    const body = Buffer.concat([
      Buffer.from(`tree ${tree}\nparent ${parent}\nauthor ${who}\ncommitter ${who}\n\nbad `),
      Buffer.from([0xff, 0xfe, 0xed, 0xa0, 0x80, 0x1b]),
      Buffer.from('" bytes\n'),
    ]);
    writeFileSync(join(folder, "odd"), body);
    const odd = await run("hash-object", "-t", "commit", "-w", join(folder, "odd"));
    await run("push", "--quiet", "origin", `${odd}:refs/heads/odd`);
    const { push } = await pushOf("refs/heads/odd", odd);
    expect(push.head_commit?.message).toContain("bytes");
    expect(push.head_commit?.timestamp).toBe("2023-11-15T03:43:20+05:30");
  });
});

const refOf = (webhook: ReceivedWebhook) => String(webhook.payload["ref"]);

function isOf(webhook: ReceivedWebhook, repositoryId: number): boolean {
  return (webhook.payload as unknown as PushEvent).repository?.id === repositoryId;
}
