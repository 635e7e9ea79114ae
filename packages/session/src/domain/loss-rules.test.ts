import { describe, expect, it } from "vitest";
import { type AccessSight, judgeAccess, lostCheckPauseMs } from "./access-verdict.ts";
import { heldForMissing, judgeMissing, lossProofMs, type MissingRepository } from "./loss-rules.ts";

const now = new Date("2026-03-02T10:00:00Z");
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
const missing = (facts: Partial<MissingRepository>): MissingRepository => ({
  missingSince: null,
  now,
  proofMs: lossProofMs,
  deletedByWebhook: false,
  othersReadable: true,
  selection: "all",
  releasedByPerson: false,
  othersGone: 0,
  ...facts,
});

describe("judgeMissing", () => {
  it("remembers the first 404 and looks again ten minutes later", () => {
    expect(judgeMissing(missing({}))).toEqual({
      kind: "look-again",
      missingSince: now,
      at: new Date("2026-03-02T10:10:00Z"),
    });
  });

  it("proves nothing by a second 404 that comes too soon", () => {
    const verdict = judgeMissing(missing({ missingSince: minutesAgo(9) }));
    expect(verdict).toMatchObject({ kind: "look-again", missingSince: minutesAgo(9) });
  });

  it("takes two 404s ten minutes apart as proof while others can be read", () => {
    expect(judgeMissing(missing({ missingSince: minutesAgo(10) }))).toEqual({ kind: "lost" });
  });

  it("proves nothing when no other repository could be read, however long it takes", () => {
    const alone = missing({ missingSince: minutesAgo(600), othersReadable: false });
    expect(judgeMissing(alone).kind).toBe("look-again");
  });

  it("takes a signed deletion as proof at once, also for the only repository", () => {
    const deleted = missing({ deletedByWebhook: true, othersReadable: false });
    expect(judgeMissing(deleted)).toEqual({ kind: "lost" });
  });

  it("asks a person at the fourth loss in ten minutes, also when it was signed", () => {
    const third = missing({ deletedByWebhook: true, othersGone: 2 });
    const fourth = missing({ deletedByWebhook: true, othersGone: 3 });
    expect([judgeMissing(third).kind, judgeMissing(fourth)]).toEqual([
      "lost",
      { kind: "hold", reason: "MASS_LOSS" },
    ]);
  });

  it("asks no person twice: one who released the session answered for how many are missing", () => {
    const many = missing({ missingSince: minutesAgo(10), othersGone: 9, releasedByPerson: true });
    expect(judgeMissing(many)).toEqual({ kind: "lost" });
    expect(judgeMissing({ ...many, selection: "selected" })).toEqual({
      kind: "hold",
      reason: "REPOSITORY_UNREACHABLE",
    });
  });

  it("asks a person when the App reaches a selection only and nothing was signed", () => {
    const outside = missing({ missingSince: minutesAgo(10), selection: "selected" });
    expect(judgeMissing(outside)).toEqual({ kind: "hold", reason: "REPOSITORY_UNREACHABLE" });
  });

  it("releases by itself only what was held for a missing repository", () => {
    expect(
      ["MASS_LOSS", "REPOSITORY_UNREACHABLE", "Looks copied", null].map(heldForMissing),
    ).toEqual([true, true, false, false]);
  });
});

const lostIn = (sight: AccessSight) => judgeAccess(sight).lost;

describe("judgeAccess", () => {
  it("is lost when the App is uninstalled, suspended or refused", () => {
    expect(
      (["uninstalled", "suspended", "refused"] as const).map((kind) => lostIn({ kind })),
    ).toEqual(["UNINSTALLED", "SUSPENDED", "UNREADABLE"]);
  });

  it("is lost when none of ours can be read, and not when one can", () => {
    expect(lostIn({ kind: "all", tried: 4, readable: 0 })).toBe("UNREADABLE");
    expect(lostIn({ kind: "all", tried: 4, readable: 1 })).toBeNull();
  });

  it("is not lost when there is nothing to read yet, but then nothing is proven either", () => {
    expect(judgeAccess({ kind: "all", tried: 0, readable: 0 })).toEqual({
      lost: null,
      selection: "all",
      othersReadable: false,
    });
  });

  it("is narrowed when more than three of ours, or all of them, lie outside of the selection", () => {
    expect(lostIn({ kind: "selected", ours: 300, outside: 4 })).toBe("NARROWED");
    expect(lostIn({ kind: "selected", ours: 2, outside: 2 })).toBe("NARROWED");
    expect(lostIn({ kind: "selected", ours: 300, outside: 3 })).toBeNull();
    expect(lostIn({ kind: "selected", ours: 0, outside: 0 })).toBeNull();
  });

  it("is looked at again after seconds, with growing pauses of fifteen at most", () => {
    expect([1, 2, 3, 20].map(lostCheckPauseMs)).toEqual([2_000, 3_000, 4_500, 15_000]);
  });
});
