import { describe, expect, it } from "vitest";
import { counts, endOf } from "./push-time.ts";

const end = new Date("2026-03-01T12:00:00.000Z");
const after = (ms: number) => new Date(end.getTime() + ms);
const open = { status: "IN_PROGRESS", held: false, endsAt: null, completedAt: null };

describe("counts", () => {
  it("counts every push of a session without an end", () => {
    expect(counts(after(1e9), open)).toEqual({ counts: true });
  });

  it("gives five seconds in the student's favour and not a millisecond more", () => {
    const session = { ...open, endsAt: end };
    expect(counts(after(5_000), session)).toEqual({ counts: true });
    expect(counts(after(5_001), session)).toEqual({
      counts: false,
      reason: "SESSION_STATE_FORBIDS",
    });
  });

  it("counts a push made before the submission whose webhook arrived after it", () => {
    const submitted = { ...open, status: "COMPLETED", completedAt: end };
    expect(counts(after(-1), submitted)).toEqual({ counts: true });
    expect(counts(after(60_000), submitted).counts).toBe(false);
  });

  it("goes by the earlier of end and submission", () => {
    const session = { ...open, status: "COMPLETED", endsAt: after(3_600_000), completedAt: end };
    expect(counts(after(60_000), session).counts).toBe(false);
  });

  it("does not count yet while the session is on hold", () => {
    expect(counts(after(-1), { ...open, held: true })).toEqual({
      counts: false,
      reason: "SESSION_AMBIGUOUS",
    });
  });

  it("does not count pushes to a stopped or replaced session", () => {
    expect(counts(end, { ...open, status: "FAILED" }).counts).toBe(false);
    expect(counts(end, { ...open, status: "ARCHIVED" }).counts).toBe(false);
  });
});

describe("endOf", () => {
  const start = new Date("2026-03-01T10:00:00.000Z");
  it("is the earlier of start + duration and the due time", () => {
    expect(endOf(start, 60, end)?.toISOString()).toBe("2026-03-01T11:00:00.000Z");
    expect(endOf(start, 600, end)).toEqual(end);
    expect(endOf(start, null, end)).toEqual(end);
    expect(endOf(start, null, null)).toBeNull();
  });
});
