import { describe, expect, it } from "vitest";
import { type BindingRows, type MappingRow, resolvePush } from "./binding-rules.ts";
import type { PushFacts } from "./push-facts.ts";

const facts: PushFacts = {
  repoId: 7n,
  owner: "forgea",
  name: "lab-x",
  ref: "refs/heads/main",
  defaultBranch: "main",
  before: "0".repeat(40),
  after: "a".repeat(40),
  deleted: false,
  forced: false,
  senderId: 1n,
  sentByBot: false,
  pushedAt: new Date("2026-03-01T10:00:00Z"),
};
const mapping = (status: MappingRow["status"], id = "m1"): MappingRow => ({
  id,
  status,
  owner: "forgea",
  name: "lab-x",
  labSessionId: "s1",
});
const rows = (change: Partial<BindingRows> = {}): BindingRows => ({
  mappings: [mapping("ACTIVE")],
  labSession: {
    status: "IN_PROGRESS",
    held: false,
    endsAt: null,
    completedAt: null,
    submittedSha: null,
  },
  bodyAccepted: false,
  ...change,
});

describe("resolvePush", () => {
  it("accepts a push of a known id", () => {
    expect(resolvePush(facts, rows())).toMatchObject({
      kind: "accept",
      notCounted: null,
      renamed: false,
    });
  });

  it("goes by the id when the name is another: a rename is accepted and recorded", () => {
    expect(resolvePush({ ...facts, name: "renamed" }, rows())).toMatchObject({
      kind: "accept",
      renamed: true,
    });
  });

  it("ignores what our own App pushed: the first commit of a repository is the lab", () => {
    const own = { ...facts, sentByBot: true };
    const ignored = { kind: "ignore", reason: "OWN_COMMIT" };
    expect(resolvePush(own, rows())).toEqual(ignored);
    expect(resolvePush(own, rows({ mappings: [mapping("PENDING")] }))).toEqual(ignored);
    expect(resolvePush(own, rows({ mappings: [], labSession: null }))).toEqual(ignored);
  });

  it("refuses an unknown id", () => {
    expect(resolvePush(facts, rows({ mappings: [], labSession: null }))).toEqual({
      kind: "reject",
      reason: "REPO_UNKNOWN",
      mapping: null,
    });
  });

  it("refuses rather than breaks a tie", () => {
    const two = [mapping("ACTIVE"), mapping("ACTIVE", "m2")];
    expect(resolvePush(facts, rows({ mappings: two }))).toMatchObject({
      kind: "reject",
      reason: "REPO_AMBIGUOUS",
    });
  });

  it("waits for a mapping that is about to become active", () => {
    expect(resolvePush(facts, rows({ mappings: [mapping("PENDING")] }))).toEqual({ kind: "defer" });
  });

  it.each([
    ["RELEASED", "BINDING_RELEASED"],
    ["TOMBSTONED", "REPO_TOMBSTONED"],
  ] as const)("refuses a push to a %s mapping as %s", (status, reason) => {
    expect(resolvePush(facts, rows({ mappings: [mapping(status)] }))).toMatchObject({
      kind: "reject",
      reason,
    });
  });

  it("ignores other branches, deleted ones, and a body that was accepted before", () => {
    const ignored = { kind: "ignore", reason: "REF_NOT_TRACKED" };
    expect(resolvePush({ ...facts, ref: "refs/heads/other" }, rows())).toEqual(ignored);
    expect(resolvePush({ ...facts, ref: "refs/tags/main" }, rows())).toEqual(ignored);
    expect(resolvePush({ ...facts, deleted: true }, rows())).toEqual(ignored);
    expect(resolvePush(facts, rows({ bodyAccepted: true }))).toEqual({
      kind: "ignore",
      reason: "DUPLICATE_BODY",
    });
  });

  it("stores a late push without counting it", () => {
    const labSession = {
      status: "EXPIRED",
      held: false,
      endsAt: new Date("2026-03-01T09:00:00Z"),
      completedAt: null,
      submittedSha: null,
    };
    expect(resolvePush(facts, rows({ labSession }))).toMatchObject({
      kind: "accept",
      notCounted: "SESSION_STATE_FORBIDS",
    });
  });
});
