import { describe, expect, it } from "vitest";
import { whyNotCounted } from "./why-not-counted.ts";

const noon = new Date("2026-03-01T12:00:00.000Z");
const after = (ms: number) => new Date(noon.getTime() + ms);
const push = (ms: number, reason: string | null = "SESSION_STATE_FORBIDS") => ({
  pushedAt: after(ms),
  reason,
});
const open = { status: "IN_PROGRESS", endsAt: null, completedAt: null, submittedByStaff: false };
const submitted = { ...open, status: "COMPLETED", completedAt: noon };
const hour = 3_600_000;

describe("whyNotCounted", () => {
  it("names the end when the push was late for it", () => {
    const expired = { ...open, status: "EXPIRED", endsAt: noon };
    expect(whyNotCounted(push(6_000), expired)).toEqual({ cause: "after-end", at: noon });
  });

  it("names the submission, also when there is an end that has not come", () => {
    const cause = { cause: "after-submission", at: noon };
    expect(whyNotCounted(push(1_000), submitted)).toEqual(cause);
    expect(whyNotCounted(push(1_000), { ...submitted, endsAt: after(hour) })).toEqual(cause);
    expect(whyNotCounted(push(2 * hour), { ...submitted, endsAt: after(hour) })).toEqual(cause);
  });

  it("names staff when they submitted for the student", () => {
    expect(whyNotCounted(push(1_000), { ...submitted, submittedByStaff: true })).toEqual({
      cause: "after-submission-by-staff",
      at: noon,
    });
  });

  it("goes by the end when staff submitted a session whose time was up", () => {
    const late = { ...submitted, endsAt: after(-hour), submittedByStaff: true };
    const cause = { cause: "after-end", at: after(-hour) };
    expect(whyNotCounted(push(-60_000), late)).toEqual(cause);
    expect(whyNotCounted(push(60_000), late)).toEqual(cause);
  });

  it("names the stop of a session that was stopped", () => {
    const stopped = { ...open, status: "FAILED", endsAt: after(hour) };
    expect(whyNotCounted(push(0), stopped)).toEqual({ cause: "after-stop", at: null });
  });

  it("says that the session is being checked whatever else is true", () => {
    const cause = { cause: "being-checked", at: null };
    expect(whyNotCounted(push(hour, "SESSION_AMBIGUOUS"), submitted)).toEqual(cause);
  });

  it("claims nothing about a code or a state that it does not know", () => {
    const cause = { cause: "unknown", at: null };
    expect(whyNotCounted(push(hour, "A_REASON_OF_TOMORROW"), submitted)).toEqual(cause);
    expect(whyNotCounted(push(hour, null), submitted)).toEqual(cause);
    expect(whyNotCounted(push(hour), open)).toEqual(cause);
  });
});
