import { describe, expect, it } from "vitest";
import { verdictOf } from "./push-verdict.ts";

describe("verdictOf", () => {
  it("gives no reason for a push that counts", () => {
    expect(verdictOf({ counted: true, notCountedReason: null })).toEqual({
      verdict: "counted",
      reason: undefined,
    });
  });

  it("says why a push does not count", () => {
    const late = verdictOf({ counted: false, notCountedReason: "SESSION_STATE_FORBIDS" });
    expect(late).toEqual({
      verdict: "not-counted",
      reason: "It does not count: it was pushed after the end.",
    });
  });

  it("leaves a push open while the session is being checked", () => {
    const held = verdictOf({ counted: false, notCountedReason: "SESSION_AMBIGUOUS" });
    expect(held.verdict).toBe("undecided");
    expect(held.reason).toMatch(/^Not decided yet/);
  });

  it("says something true for a reason that it does not know", () => {
    const unknown = verdictOf({ counted: false, notCountedReason: "A_REASON_OF_TOMORROW" });
    expect(unknown.verdict).toBe("not-counted");
    expect(unknown.reason).toBe("It does not count: the course staff can tell you why.");
  });
});
