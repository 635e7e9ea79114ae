import { expect, it } from "vitest";
import { judgeEstimates } from "./watch-estimates.ts";

const progress = (labSessionId: string, turnAt: number | null) => ({
  labSessionId,
  status: "IN_PROGRESS",
  failureCode: null,
  turnAt,
  readyAt: turnAt,
  repositories: 1,
  mappings: 1,
});

it("judges estimates by the time that was really waited, and leaves short waits out", () => {
  const estimates = [
    { labSessionId: "late", readAt: 0, turnAt: 12_000 },
    { labSessionId: "short", readAt: 0, turnAt: 900 },
    { labSessionId: "never", readAt: 0, turnAt: 900 },
  ];
  const came = [progress("late", 10_000), progress("short", 100), progress("never", null)];
  expect(judgeEstimates(estimates, came, 1_000)).toEqual({
    estimates: 1,
    errorP50: 0.2,
    errorP90: 0.2,
  });
});
