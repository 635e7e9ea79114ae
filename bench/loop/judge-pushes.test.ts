import { describe, expect, it } from "vitest";

import { judgePushes } from "./judge-pushes.ts";
import type { AcceptedPush } from "./read-records.ts";
import type { Push } from "./work-and-push.ts";

const push = (commitSha: string): Push => ({
  labSessionId: "s",
  commitSha,
  sentAt: 0,
  exitedAt: 100,
});
const record = (commitSha: string, seq: number, counted = true): AcceptedPush => ({
  labSessionId: "s",
  seq,
  commitSha,
  counted,
  receivedAt: 110,
  decidedAt: 120,
});
const seen = (bySeq: Record<number, number[]>) => ({
  of: (_: string, seq: number) => bySeq[seq] ?? [],
  count: () => Object.keys(bySeq).length,
});

describe("judgePushes", () => {
  it("finds the sighting of exactly that push, also when two overtook each other", () => {
    const verdict = judgePushes(
      [push("a"), push("b")],
      [record("b", 5), record("a", 6)],
      seen({ 5: [300], 6: [400] }),
    );
    expect(verdict.visible.map(({ commitSha, seenAt }) => [commitSha, seenAt])).toEqual([
      ["a", 400],
      ["b", 300],
    ]);
    expect(verdict).toMatchObject({ lost: 0, doubled: 0, uncounted: 0, unexpected: 0 });
  });

  it("counts a push as lost when it has no record, and when it was recorded and never shown", () => {
    const verdict = judgePushes([push("a"), push("b")], [record("b", 5)], seen({}));
    expect(verdict).toMatchObject({ lost: 2, visible: [] });
  });

  it("counts a push as doubled when it was shown twice, and when it was recorded twice", () => {
    const shown = judgePushes([push("a")], [record("a", 5)], seen({ 5: [300, 301] }));
    expect(shown).toMatchObject({ lost: 0, doubled: 1 });
    const recorded = judgePushes([push("a")], [record("a", 5), record("a", 6)], seen({ 5: [300] }));
    expect(recorded).toMatchObject({ lost: 0, doubled: 1 });
  });

  it("tells pushes that were not counted from those that were", () => {
    const verdict = judgePushes([push("a")], [record("a", 5, false)], seen({ 5: [300] }));
    expect(verdict).toMatchObject({ uncounted: 1, lost: 0 });
  });

  it("notices accepted pushes that nobody made", () => {
    const verdict = judgePushes([], [record("initial", 3)], seen({ 3: [50] }));
    expect(verdict.unexpected).toBe(1);
  });
});
