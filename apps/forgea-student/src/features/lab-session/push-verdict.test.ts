import { describe, expect, it } from "vitest";
import { verdictOf } from "./push-verdict.ts";

const noon = new Date("2026-03-01T12:00:00.000Z");
const push = (notCountedReason: string | null) => ({
  counted: notCountedReason === null,
  notCountedReason,
  providerPushedAt: new Date(noon.getTime() + 60_000),
});
const expired = { status: "EXPIRED", endsAt: noon, completedAt: null, submission: null } as const;
const submitted = (by: "STUDENT" | "ADMIN") =>
  ({
    status: "COMPLETED",
    endsAt: null,
    completedAt: noon,
    submission: { by, at: noon, reason: null },
  }) as const;

describe("verdictOf", () => {
  it("gives no reason for a push that counts", () => {
    expect(verdictOf(push(null), expired)).toEqual({ verdict: "counted", why: null });
  });

  it("says after what a push came that does not count, and when that was", () => {
    const late = push("SESSION_STATE_FORBIDS");
    expect(verdictOf(late, expired)).toEqual({
      verdict: "not-counted",
      why: { sentence: "It does not count: it was pushed after the end", at: noon },
    });
    expect(verdictOf(late, submitted("STUDENT")).why?.sentence).toMatch(/after you submitted$/);
    expect(verdictOf(late, submitted("ADMIN")).why?.sentence).toMatch(/staff submitted for you$/);
  });

  it("leaves a push open while the session is being checked", () => {
    const held = verdictOf(push("SESSION_AMBIGUOUS"), expired);
    expect(held.verdict).toBe("undecided");
    expect(held.why?.sentence).toMatch(/^Not decided yet/);
  });

  it("says something true for a reason that it does not know", () => {
    expect(verdictOf(push("A_REASON_OF_TOMORROW"), expired)).toEqual({
      verdict: "not-counted",
      why: { sentence: "It does not count: the course staff can tell you why", at: null },
    });
  });
});
