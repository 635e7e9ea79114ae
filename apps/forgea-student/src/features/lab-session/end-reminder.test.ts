import { describe, expect, it } from "vitest";
import { reminderAt } from "./end-reminder.ts";

const minutes = 60_000;
const endsAt = new Date("2026-09-01T12:00:00Z");
const startedAt = new Date(endsAt.getTime() - 120 * minutes);
const left = (ms: number, session = { startedAt, endsAt }) =>
  reminderAt(session, endsAt.getTime() - ms);

describe("reminderAt", () => {
  it.each([
    [30 * minutes + 1, null],
    [30 * minutes, 30],
    [10 * minutes + 1, 30],
    [10 * minutes, 10],
    [5 * minutes, 5],
    [1, 5],
    [0, null],
    [-minutes, null],
  ])(
    "reminds 30, 10 and 5 minutes before the end, and not after it: %d ms left",
    (ms, reminder) => {
      expect(left(ms)).toBe(reminder);
    },
  );

  it("does not remind of thirty minutes in a session that had twenty", () => {
    const short = { startedAt: new Date(endsAt.getTime() - 20 * minutes), endsAt };
    expect(left(19 * minutes, short)).toBeNull();
    expect(left(9 * minutes, short)).toBe(10);
  });

  it("has nothing to remind of without an end", () => {
    expect(reminderAt({ startedAt, endsAt: null }, endsAt.getTime())).toBeNull();
  });
});
