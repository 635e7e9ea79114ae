import { randomBytes } from "node:crypto";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { beginHangingPush } from "../testing/hanging-push.ts";
import { startTestGithub, type TestGithub } from "../testing/start-test-github.ts";

let test: TestGithub;
beforeAll(async () => {
  test = await startTestGithub();
  test.options.limits = { pushBytes: 200_000 };
  await test.stop();
  await test.start();
});
afterAll(() => test.close());

describe("push limits", () => {
  it("refuses a push that is larger than the limit, and lets a smaller one through", async () => {
    const repository = await test.generate("large", "mia");
    const folder = await test.git.clone(test.cloneUrl("large", "mia"));
    writeFileSync(join(folder, "large.bin"), randomBytes(3_000_000));
    await test.git.run(folder, "add", ".");
    await test.git.run(folder, "commit", "--quiet", "-m", "Too much");
    expect((await test.git.attempt(folder, "push")).code).not.toBe(0);
    await test.git.run(folder, "reset", "--quiet", "--hard", "HEAD~1");
    writeFileSync(join(folder, "small.txt"), "small\n");
    await test.git.run(folder, "add", ".");
    await test.git.run(folder, "commit", "--quiet", "-m", "Small");
    await test.git.run(folder, "push", "--quiet");
    const head = await test.git.run(folder, "rev-parse", "HEAD");
    const push = await test.receiver.waitFor(
      (one) => one.event === "push" && one.payload["after"] === head,
    );
    expect(push.payload).toMatchObject({ repository: { id: repository.id } });
  });

  it("ends a push that takes longer than allowed", async () => {
    await test.generate("slow", "mia");
    await test.stop();
    test.options.limits = { gitSeconds: 1 };
    await test.start();
    const started = Date.now();
    const { ended } = await beginHangingPush(test.url, "slow");
    expect(await ended).toBe(false);
    expect(Date.now() - started).toBeGreaterThan(900);
  });

  it("cannot bring hooks or settings into the repository's folder", async () => {
    const repository = await test.generate("hooked", "mia");
    const folder = await test.git.clone(test.cloneUrl("hooked", "mia"));
    writeFileSync(join(folder, "post-receive"), "#!/bin/sh\nexit 1\n", { mode: 0o755 });
    await test.git.run(folder, "add", ".");
    await test.git.run(folder, "commit", "--quiet", "-m", "A hook?");
    await test.git.run(folder, "push", "--quiet", "origin", "HEAD:refs/heads/hooks/post-receive");
    const path = join(test.options.dataDirectory, "repositories", `${repository.id}.git`);
    expect(readdirSync(path).toSorted()).toEqual(["HEAD", "config", "objects", "refs"]);
  });

  it("refuses a tree that would write into .git when it is checked out", async () => {
    await test.generate("dotgit", "mia");
    const folder = await test.git.clone(test.cloneUrl("dotgit", "mia"));
    const blob = await test.git.run(folder, "hash-object", "-w", "README.md");
    writeFileSync(join(folder, "tree"), `100644 blob ${blob}\t.git\n`);
    const sh = ["-c", "alias.maketree=!git mktree <", "maketree", join(folder, "tree")];
    const made = await test.git.attempt(folder, ...sh);
    expect(made.code).toBe(0);
    const commit = await test.git.run(folder, "commit-tree", made.stdout.trim(), "-m", "Bad tree");
    const pushed = await test.git.attempt(folder, "push", "origin", `${commit}:refs/heads/bad`);
    expect(pushed.code).not.toBe(0);
    expect(pushed.stderr).toMatch(/hasDotgit/);
  });
});
