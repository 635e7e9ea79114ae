import { describe, expect, it } from "vitest";
import { readPushFacts } from "./push-facts.ts";

const sha = "a".repeat(40);
const push = {
  ref: "refs/heads/main",
  before: "0".repeat(40),
  after: sha,
  forced: false,
  repository: {
    id: 1,
    name: "lab-x",
    owner: { login: "forgea" },
    default_branch: "main",
    pushed_at: 1_772_359_200,
  },
  sender: { id: 2001 },
};
const read = (body: unknown) =>
  readPushFacts(Buffer.from(typeof body === "string" ? body : JSON.stringify(body)));

describe("readPushFacts", () => {
  it("reads what binding needs, with the push time from the provider's seconds", () => {
    expect(read(push)).toEqual({
      ok: true,
      facts: {
        repoId: 1n,
        owner: "forgea",
        name: "lab-x",
        ref: "refs/heads/main",
        defaultBranch: "main",
        before: "0".repeat(40),
        after: sha,
        deleted: false,
        forced: false,
        senderId: 2001n,
        sentByBot: false,
        pushedAt: new Date("2026-03-01T10:00:00.000Z"),
      },
    });
  });

  it("tells a bot from a person", () => {
    const result = read({ ...push, sender: { id: 1, login: "forgea[bot]", type: "Bot" } });
    expect(result.ok && result.facts.sentByBot).toBe(true);
  });

  it("keeps ids beyond 2^53 exact", () => {
    const text = JSON.stringify(push).replace('"id":1,', '"id":9007199254740993,');
    const result = read(text);
    expect(result.ok && result.facts.repoId).toBe(9007199254740993n);
  });

  it.each([
    ["1.5", "REPO_ID_UNSAFE"],
    ["-3", "REPO_ID_UNSAFE"],
    ["1e3", "REPO_ID_UNSAFE"],
    ['"7"', "REPO_ID_UNSAFE"],
    ["9223372036854775808", "REPO_ID_UNSAFE"],
    ["null", "REPO_ID_MISSING"],
  ])("refuses the repository id %s as %s", (id, reason) => {
    const text = JSON.stringify(push).replace('"id":1,', `"id":${id},`);
    expect(read(text)).toEqual({ ok: false, reason });
  });

  it("refuses deep nesting before it is parsed, but not brackets inside of strings", () => {
    expect(read("[".repeat(65))).toEqual({ ok: false, reason: "JSON_TOO_DEEP" });
    const harmless = { ...push, head_commit: { message: `\\"${"[".repeat(100)}` } };
    expect(read(harmless).ok).toBe(true);
  });

  it("names what is wrong with a body that is no push", () => {
    expect(read("{")).toEqual({ ok: false, reason: "JSON_INVALID" });
    expect(read("")).toEqual({ ok: false, reason: "JSON_INVALID" });
    expect(read("[]")).toEqual({ ok: false, reason: "SCHEMA_INVALID" });
    expect(read({ ...push, after: "main" })).toEqual({ ok: false, reason: "SCHEMA_INVALID" });
    expect(read({ repository: {} })).toEqual({ ok: false, reason: "REPO_ID_MISSING" });
  });

  it("is not confused by a __proto__ of the sender's choice", () => {
    const text = JSON.stringify(push).replace(
      '"ref":',
      '"__proto__":{"repository":{"id":5}},"ref":',
    );
    const result = read(text);
    expect(result.ok && result.facts.repoId).toBe(1n);
  });
});
