import { describe, expect, it } from "vitest";
import {
  describeRelativeTime,
  formatAbsoluteTime,
  formatClock,
  formatDayAndClock,
  formatDayAndMinute,
  formatServerTime,
} from "./relative-time-rules.ts";

const now = Date.UTC(2026, 8, 1, 12, 0, 0);
const seconds = 1000;
const minutes = 60 * seconds;
const hours = 60 * minutes;
const days = 24 * hours;

describe("describeRelativeTime", () => {
  it.each([
    [0, "just now"],
    [59 * seconds, "just now"],
    [60 * seconds, "1 min ago"],
    [119 * seconds, "1 min ago"],
    [59 * minutes + 59 * seconds, "59 min ago"],
    [60 * minutes, "1 h ago"],
    [23 * hours + 59 * minutes, "23 h ago"],
    [24 * hours, "1 day ago"],
    [29 * days, "29 days ago"],
  ])("says completed units only: %d ms ago is %s", (distance, words) => {
    expect(describeRelativeTime(new Date(now - distance), now)).toBe(words);
  });

  it.each([
    [30 * seconds, "in a moment"],
    [5 * minutes, "in 5 min"],
    [2 * hours, "in 2 h"],
    [2 * days, "in 2 days"],
  ])("looks ahead: %d ms from now is %s", (distance, words) => {
    expect(describeRelativeTime(new Date(now + distance), now)).toBe(words);
  });

  it("takes a moment up to 20 s ahead for a clock that differs, so that a push that just came is not in the future", () => {
    expect(describeRelativeTime(new Date(now + 20 * seconds), now)).toBe("just now");
    expect(describeRelativeTime(new Date(now + 21 * seconds), now)).toBe("in a moment");
  });

  it("gives the date beyond 30 days, when counting days helps nobody", () => {
    expect(describeRelativeTime(new Date(now - 30 * days), now)).toBe("2 Aug 2026");
  });
});

describe("the absolute times", () => {
  const at = new Date("2026-09-01T12:03:22.000Z");

  it("name the zone, because a student and a server may stand in different ones", () => {
    expect(formatAbsoluteTime(at, "Europe/Berlin")).toMatch(/1 Sept? 2026.*14:03:22 (CEST|GMT\+2)/);
    expect(formatAbsoluteTime(at, "UTC")).toMatch(/12:03:22 UTC/);
  });

  it("read the same wherever the server stands", () => {
    expect(formatServerTime(at)).toBe("2026-09-01 12:03 UTC");
  });

  it("show seconds on a receipt", () => {
    expect(formatClock(at, "Asia/Kolkata")).toBe("17:33:22");
    expect(formatDayAndClock(at, "Asia/Kolkata")).toMatch(/^1 Sept?, 17:33:22$/);
  });

  it("show no seconds where people agreed on a time", () => {
    expect(formatDayAndMinute(at, "UTC")).toMatch(/^Tue,? 1 Sept? 2026,? (at )?12:03 UTC$/);
  });
});
