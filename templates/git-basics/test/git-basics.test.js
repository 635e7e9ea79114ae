import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const read = (file) => readFileSync(join(root, file), "utf8");
const git = (...args) => execFileSync("git", args, { cwd: root, encoding: "utf8" }).trim();
const commitsOf = (file) => git("log", "--format=%h", "--", file).split("\n").filter(Boolean);

describe("step 1: introduce yourself", () => {
  it("about-me.md has your name and what you would like to learn", () => {
    const text = read("about-me.md");
    assert.match(text, /^My name: *\S+/m);
    assert.match(text, /^What I would like to learn: *\S+/m);
  });

  it("about-me.md is committed", () => {
    assert.equal(git("status", "--porcelain", "--", "about-me.md"), "");
  });
});

describe("step 2: two small commits", () => {
  it("notes/what-i-learned.md was changed in at least two commits of yours", () => {
    assert.ok(commitsOf("notes/what-i-learned.md").length >= 3, "the first commit came with the lab");
  });
});

describe("step 3: a branch", () => {
  it("notes/recipe.md says what you need", () => {
    assert.match(read("notes/recipe.md"), /## You need\s+(?!##)\S/);
  });

  it("the history has a merge commit", () => {
    assert.notEqual(git("log", "--merges", "--format=%h"), "");
  });
});
