import { describe, expect, it } from "vitest";
import { estimateSentences, preparationCounts, sessionCounts } from "./lab-sentences.ts";

const at = (hour: number, minute: number) => new Date(Date.UTC(2026, 10, 24, hour, minute));
const clock = (time: Date) => time.toISOString().slice(11, 16);
const estimate = {
  count: 300,
  seconds: 245,
  readyAt: at(7, 34),
  startBy: at(7, 54),
  readyByClass: 300,
};

describe("estimateSentences", () => {
  it("says the latest time to begin for a class", () => {
    expect(estimateSentences(estimate, at(8, 0), at(7, 30), clock)).toEqual([
      "300 repositories take about 5 minutes.",
      "Start by 07:54 to be ready at 08:00.",
    ]);
  });

  it("says how many will be ready when it is too late for all", () => {
    const late = { ...estimate, readyByClass: 180 };
    expect(estimateSentences(late, at(7, 33), at(7, 30), clock)[1]).toBe(
      "Begun now, 180 of 300 are ready at 07:33.",
    );
  });

  it("says when the last one is ready when no class is named", () => {
    const soon = { ...estimate, startBy: null, readyByClass: null };
    expect(estimateSentences(soon, null, at(7, 30), clock)[1]).toBe(
      "Begun now, the last one is ready at about 07:34.",
    );
  });
});

it("counts sessions and prepared repositories in words, without zeros", () => {
  expect(sessionCounts({ IN_PROGRESS: 12, COMPLETED: 3 })).toBe("12 in progress, 3 submitted");
  expect(sessionCounts({})).toBe("None");
  const counts = { ready: 2, waiting: 0, taken: 1, failed: 0, cleared: 0 };
  const view = {
    ...counts,
    id: "1",
    versionNumber: 1,
    requested: 3,
    requestedBy: "Ada",
    createdAt: at(7, 0),
    classStartsAt: null,
    wantedUntil: at(9, 0),
    ended: null,
    endedAt: null,
    readyAt: null,
  };
  expect(preparationCounts(view)).toBe("2 ready, 1 taken by students");
});
