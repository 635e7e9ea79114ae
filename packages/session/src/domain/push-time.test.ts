import { describe, expect, it } from "vitest";
import { counts, endOf } from "./push-time.ts";

const end = new Date("2026-03-01T12:00:00.000Z");
const after = (ms: number) => new Date(end.getTime() + ms);
const open = {
  status: "IN_PROGRESS",
  held: false,
  endsAt: null,
  completedAt: null,
  submittedSha: null,
};
const named = "a".repeat(40);
const submitted = { ...open, status: "COMPLETED", completedAt: end, submittedSha: named };
const push = (ms: number, commitSha = "b".repeat(40)) => ({ pushedAt: after(ms), commitSha });
const tooLate = { counts: false, reason: "SESSION_STATE_FORBIDS" };

describe("counts", () => {
  it("counts every push of a session without an end", () => {
    expect(counts(push(1e9), open)).toEqual({ counts: true });
  });

  it("gives five seconds after the end in the student's favour and not a millisecond more", () => {
    const session = { ...open, endsAt: end };
    expect(counts(push(5_000), session)).toEqual({ counts: true });
    expect(counts(push(5_001), session)).toEqual(tooLate);
  });

  it("counts a push made before the submission whose webhook arrived after it", () => {
    expect(counts(push(-1), submitted)).toEqual({ counts: true });
    expect(counts(push(0), submitted)).toEqual({ counts: true });
  });

  it("counts no other commit that was pushed after the submission, be it a millisecond", () => {
    expect(counts(push(1), submitted)).toEqual(tooLate);
    expect(counts(push(4_000), submitted)).toEqual(tooLate);
  });

  it("counts the commit that was named at Submit also when the provider's clock runs ahead", () => {
    expect(counts(push(4_000, named), submitted)).toEqual({ counts: true });
    const ended = { ...submitted, endsAt: end };
    expect(counts(push(60_000, named), ended)).toEqual({ counts: true });
  });

  it("knows no named commit when staff submitted for the student", () => {
    const byStaff = { ...submitted, submittedSha: null };
    expect(counts(push(1, named), byStaff)).toEqual(tooLate);
    expect(counts(push(0, named), byStaff)).toEqual({ counts: true });
  });

  it("goes by the earlier of end and submission", () => {
    expect(counts(push(60_000), { ...submitted, endsAt: after(3_600_000) })).toEqual(tooLate);
    const byStaffLater = { ...submitted, endsAt: end, completedAt: after(3_600_000) };
    expect(counts(push(60_000), byStaffLater)).toEqual(tooLate);
  });

  it("does not count yet while the session is on hold, the named commit neither", () => {
    const undecided = { counts: false, reason: "SESSION_AMBIGUOUS" };
    expect(counts(push(-1), { ...open, held: true })).toEqual(undecided);
    expect(counts(push(-1, named), { ...submitted, held: true })).toEqual(undecided);
  });

  it("does not count pushes to a stopped or replaced session", () => {
    expect(counts(push(0), { ...open, status: "FAILED" }).counts).toBe(false);
    expect(counts(push(0, named), { ...submitted, status: "ARCHIVED" }).counts).toBe(false);
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
