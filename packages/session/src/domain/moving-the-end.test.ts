import { describe, expect, it } from "vitest";
import { possibleEvents } from "./lifecycle.ts";
import { mayMoveEnd, possibleActions } from "./moving-the-end.ts";

const running = { status: "IN_PROGRESS", bound: true, held: false } as const;
const end = new Date("2026-09-01T12:00:00Z");

describe("mayMoveEnd", () => {
  it("allows staff to move the end of a running session, and nobody else", () => {
    expect(mayMoveEnd(running, "ASSISTANT")).toEqual({ ok: true });
    expect(mayMoveEnd(running, "ADMIN")).toEqual({ ok: true });
    expect(mayMoveEnd(running, "STUDENT")).toEqual({ ok: false, refusal: "FORBIDDEN" });
    expect(mayMoveEnd(running, "SYSTEM")).toEqual({ ok: false, refusal: "FORBIDDEN" });
  });

  it("refuses while the session is held, and in every other status", () => {
    expect(mayMoveEnd({ ...running, held: true }, "ADMIN")).toMatchObject({
      refusal: "AMBIGUOUS_STATE",
    });
    expect(mayMoveEnd({ ...running, status: "COMPLETED" }, "ADMIN")).toMatchObject({
      refusal: "ILLEGAL_TRANSITION",
    });
  });
});

describe("possibleActions", () => {
  it("adds more time to the table's events only where there is an end to move", () => {
    const events = possibleEvents(running, "ASSISTANT");
    expect(possibleActions(running, "ASSISTANT", end)).toEqual([...events, "extend"]);
    expect(possibleActions(running, "ASSISTANT", null)).toEqual(events);
    expect(possibleActions({ ...running, status: "EXPIRED" }, "ASSISTANT", end)).toEqual([
      "extend",
    ]);
  });
});
