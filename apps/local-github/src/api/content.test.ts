import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { extract } from "tar-stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  startTestGithub,
  statusOf,
  type TestGithub,
  tokenOf,
} from "../testing/start-test-github.ts";

let test: TestGithub;
let folder: string;
let mia: ReturnType<TestGithub["as"]>;
const place = { owner: "forgea", repo: "content" };
const run = (...args: string[]) => test.git.run(folder, ...args);

beforeAll(async () => {
  test = await startTestGithub();
  await test.generate("content", "mia");
  mia = test.as("mia");
  folder = await test.git.clone(test.cloneUrl("content", "mia"));
  writeFileSync(join(folder, "src", "ümläut und Leerzeichen.txt"), "grüße\n");
  writeFileSync(join(folder, "binary.bin"), Buffer.from([0, 1, 2, 255]));
  await run("mv", "README.md", "READ ME.md");
  await run("add", "--all");
  await run("commit", "--quiet", "-m", "Second");
  await run("push", "--quiet");
});
afterAll(() => test.close());

describe("git data", () => {
  it("gives trees, whole or level by level, by tree, commit or branch, as git has them", async () => {
    const tree = await run("rev-parse", "HEAD^{tree}");
    const { data } = await mia.request("GET /repos/{owner}/{repo}/git/trees/{tree_sha}", {
      ...place,
      tree_sha: "main",
      recursive: "1",
    });
    expect(data.sha).toBe(tree);
    expect(data.truncated).toBe(false);
    const expected = (await run("-c", "core.quotePath=false", "ls-tree", "-r", "-t", "HEAD")).split(
      "\n",
    );
    expect(data.tree.map((one) => `${one.mode} ${one.type} ${one.sha}\t${one.path}`)).toEqual(
      expected,
    );
    expect(data.tree.find((one) => one.path === "binary.bin")?.size).toBe(4);
    const level = await mia.request("GET /repos/{owner}/{repo}/git/trees/{tree_sha}", {
      ...place,
      tree_sha: tree,
    });
    expect(level.data.tree.map((one) => one.path)).toEqual([
      "READ ME.md",
      "binary.bin",
      "run.sh",
      "src",
    ]);
  });

  it("gives blobs byte for byte", async () => {
    const sha = await run("rev-parse", "HEAD:binary.bin");
    const { data } = await mia.request("GET /repos/{owner}/{repo}/git/blobs/{file_sha}", {
      ...place,
      file_sha: sha,
    });
    const bytes = Buffer.from(data.content, "base64");
    expect(createHash("sha1").update(`blob ${bytes.length}\0`).update(bytes).digest("hex")).toBe(
      sha,
    );
  });

  it("gives commits and refs, and 404 for what is not there or not an id", async () => {
    const head = await run("rev-parse", "HEAD");
    const { data } = await mia.request("GET /repos/{owner}/{repo}/git/commits/{commit_sha}", {
      ...place,
      commit_sha: head,
    });
    expect(data).toMatchObject({
      sha: head,
      message: "Second",
      tree: { sha: await run("rev-parse", "HEAD^{tree}") },
    });
    const ref = await mia.request("GET /repos/{owner}/{repo}/git/ref/{ref}", {
      ...place,
      ref: "heads/main",
    });
    expect(ref.data).toMatchObject({
      ref: "refs/heads/main",
      object: { type: "commit", sha: head },
    });
    for (const sha of ["0".repeat(40), "HEAD", "--help", "../../x", "main^{commit}", "a;b"]) {
      expect(
        await statusOf(
          mia.request("GET /repos/{owner}/{repo}/git/commits/{commit_sha}", {
            ...place,
            commit_sha: sha,
          }),
        ),
      ).toBe(404);
      expect(
        await statusOf(
          mia.request("GET /repos/{owner}/{repo}/git/blobs/{file_sha}", {
            ...place,
            file_sha: sha,
          }),
        ),
      ).toBe(404);
    }
    for (const bad of ["heads/none", "heads/../../config", "heads/-x", "../HEAD"]) {
      expect(
        await statusOf(
          mia.request("GET /repos/{owner}/{repo}/git/ref/{ref}", { ...place, ref: bad }),
        ),
      ).toBe(404);
    }
  });

  it("answers 304 while a ref has not moved, and 200 after a push", async () => {
    const route = "GET /repos/{owner}/{repo}/git/ref/{ref}";
    const { headers } = await mia.request(route, { ...place, ref: "heads/main" });
    const conditional = { ...place, ref: "heads/main", headers: { "if-none-match": headers.etag } };
    expect(await statusOf(mia.request(route, conditional))).toBe(304);
    await run("commit", "--quiet", "--allow-empty", "-m", "Moves the ref");
    await run("push", "--quiet");
    expect(await statusOf(mia.request(route, conditional))).toBe(200);
  });
});

describe("commits", () => {
  it("lists them newest first, in pages", async () => {
    const expected = (await run("log", "--format=%H")).split("\n");
    const all = await mia.paginate("GET /repos/{owner}/{repo}/commits", { ...place, per_page: 1 });
    expect(all.map((one) => one.sha)).toEqual(expected);
  });

  it("shows one by branch, full or short id, with files and patches", async () => {
    const sha = (await run("log", "--format=%H", "--grep=Second")).trim();
    const { data } = await mia.request("GET /repos/{owner}/{repo}/commits/{ref}", {
      ...place,
      ref: sha.slice(0, 9),
    });
    expect(data).toMatchObject({ sha, author: { login: "mia" }, commit: { message: "Second" } });
    const files = Object.fromEntries((data.files ?? []).map((file) => [file.filename, file]));
    expect(files["READ ME.md"]).toMatchObject({
      status: "renamed",
      previous_filename: "README.md",
    });
    expect(files["src/ümläut und Leerzeichen.txt"]).toMatchObject({
      status: "added",
      additions: 1,
      patch: "@@ -0,0 +1 @@\n+grüße",
    });
    expect(files["binary.bin"]).toMatchObject({ status: "added", changes: 0 });
    expect(files["binary.bin"]).not.toHaveProperty("patch");
    const { data: branch } = await mia.request("GET /repos/{owner}/{repo}/branches/{branch}", {
      ...place,
      branch: "main",
    });
    expect(branch.commit.sha).toBe(await run("rev-parse", "origin/main"));
    expect(
      await statusOf(
        mia.request("GET /repos/{owner}/{repo}/commits/{ref}", { ...place, ref: "f".repeat(40) }),
      ),
    ).toBe(422);
  });

  it("compares two, also when they went different ways", async () => {
    await run("switch", "--quiet", "-c", "side", "HEAD~1");
    writeFileSync(join(folder, "side.txt"), "side\n");
    await run("add", "--all");
    await run("commit", "--quiet", "-m", "Aside");
    await run("push", "--quiet", "origin", "side");
    const { data } = await mia.request("GET /repos/{owner}/{repo}/compare/{basehead}", {
      ...place,
      basehead: "main...side",
    });
    expect(data).toMatchObject({ status: "diverged", ahead_by: 1, behind_by: 1, total_commits: 1 });
    expect(data.files?.map((file) => file.filename)).toEqual(["side.txt"]);
    const same = await mia.request("GET /repos/{owner}/{repo}/compare/{basehead}", {
      ...place,
      basehead: "main...main",
    });
    expect(same.data).toMatchObject({ status: "identical", ahead_by: 0, commits: [], files: [] });
    await run("switch", "--quiet", "main");
  });
});

const content = (text: string) => Buffer.from(text).toString("base64");

describe("contents", () => {
  it("reads files and folders by path, also as bytes", async () => {
    const get = "GET /repos/{owner}/{repo}/contents/{path}";
    const { data } = await mia.request(get, { ...place, path: "src/ümläut und Leerzeichen.txt" });
    if (Array.isArray(data) || data.type !== "file") throw new Error("not a file");
    expect(Buffer.from(data.content, "base64").toString()).toBe("grüße\n");
    const list = await mia.request(get, { ...place, path: "src" });
    expect(list.data).toMatchObject([
      { name: "index.js", type: "file", path: "src/index.js" },
      { type: "file" },
    ]);
    const bytes = await fetch(`${test.api}/repos/forgea/content/contents/binary.bin`, {
      headers: {
        accept: "application/vnd.github.raw+json",
        authorization: `token ${tokenOf("mia")}`,
      },
    });
    expect(new Uint8Array(await bytes.arrayBuffer())).toEqual(new Uint8Array([0, 1, 2, 255]));
    for (const path of ["missing.txt", "src/../../../etc/passwd", ".git/config"]) {
      expect(await statusOf(mia.request(get, { ...place, path }))).toBe(404);
    }
  });

  it("writes, changes and removes a file with commits that arrive as pushes", async () => {
    const octokit = await test.installation();
    const put = "PUT /repos/{owner}/{repo}/contents/{path}";
    const file = { ...place, path: "notes/deep/one.md" };
    const made = await octokit.request(put, { ...file, message: "Add", content: content("one\n") });
    expect(made.status).toBe(201);
    const after = String(made.data.commit.sha);
    const push = await test.receiver.waitFor(
      (one) => one.event === "push" && one.payload["after"] === after,
    );
    expect(push.payload).toMatchObject({
      sender: { login: "forgea[bot]" },
      head_commit: { added: ["notes/deep/one.md"] },
    });
    const sha = String(made.data.content?.sha);
    expect(
      await statusOf(
        octokit.request(put, { ...file, message: "No id", content: content("two\n") }),
      ),
    ).toBe(422);
    expect(
      await statusOf(
        octokit.request(put, {
          ...file,
          message: "Old id",
          content: content("two\n"),
          sha: "0".repeat(40),
        }),
      ),
    ).toBe(409);
    const changed = await octokit.request(put, {
      ...file,
      message: "Change",
      content: content("two\n"),
      sha,
    });
    expect(changed.status).toBe(200);
    await octokit.request("DELETE /repos/{owner}/{repo}/contents/{path}", {
      ...file,
      message: "Remove",
      sha: String(changed.data.content?.sha),
    });
    await run("pull", "--quiet");
    expect(await run("ls-files")).not.toContain("notes");
    expect(await run("log", "-3", "--format=%s")).toBe("Remove\nChange\nAdd");
    expect((await test.git.attempt(folder, "fsck", "--strict")).code).toBe(0);
  });
});

describe("the archive", () => {
  it("is a tar.gz of the commit behind a short-lived address", async () => {
    const head = await run("rev-parse", "origin/main");
    const { data } = await mia.request("GET /repos/{owner}/{repo}/tarball/{ref}", {
      ...place,
      ref: "main",
    });
    const names: string[] = [];
    const tar = extract();
    Readable.from(Buffer.from(data as ArrayBuffer))
      .pipe(createGunzip())
      .pipe(tar);
    for await (const entry of tar) {
      names.push(entry.header.name);
      entry.resume();
    }
    expect(names).toContain(`forgea-content-${head.slice(0, 7)}/src/index.js`);
    const address = await fetch(`${test.api}/repos/forgea/content/tarball`, {
      headers: { authorization: `token ${tokenOf("mia")}` },
      redirect: "manual",
    });
    const location = address.headers.get("location") ?? "";
    expect(
      (await fetch(location.replace(/token=\w/, "token=0").replace("expires=1", "expires=2")))
        .status,
    ).toBe(404);
    expect(
      await statusOf(
        test
          .as("noah")
          .request("GET /repos/{owner}/{repo}/tarball/{ref}", { ...place, ref: "main" }),
      ),
    ).toBe(404);
  });
});
