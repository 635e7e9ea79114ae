import { describe, expect, it } from "vitest";
import { minutesToAnnounce, readCountdown } from "./countdown-rules.ts";

const end = new Date("2026-09-01T12:00:00.000Z");
const before = (milliseconds: number) => end.getTime() - milliseconds;
const seconds = 1000;
const minutes = 60 * seconds;
const hours = 60 * minutes;
const days = 24 * hours;

describe("readCountdown", () => {
  it.each([
    [2 * days + 4 * hours + 30 * minutes, "2 days 4 h"],
    [1 * days, "1 day"],
    [23 * hours + 59 * minutes, "23 h 59 min"],
    [1 * hours + 25 * minutes, "1 h 25 min"],
    [1 * hours, "1 h"],
    [59 * minutes + 1 * seconds, "1 h"],
    [24 * minutes + 1 * seconds, "25 min"],
    [5 * minutes + 1 * seconds, "6 min"],
  ])("ticks by the minute, rounded up: %d ms are %s", (left, text) => {
    expect(readCountdown(end, before(left))).toEqual({ text, phase: "calm" });
  });

  it.each([
    [5 * minutes, "5:00"],
    [4 * minutes + 59.2 * seconds, "5:00"],
    [61 * seconds, "1:01"],
    [9 * seconds, "0:09"],
    [1, "0:01"],
  ])("ticks by the second in the last five minutes: %d ms are %s", (left, text) => {
    expect(readCountdown(end, before(left))).toEqual({ text, phase: "soon" });
  });

  it.each([0, -1, -days])("has ended at the end and after it (%d ms left)", (left) => {
    expect(readCountdown(end, before(left))).toEqual({ text: "", phase: "ended" });
  });

  it("never says zero while there is time left", () => {
    for (let left = 1; left < 10 * minutes; left += 317) {
      expect(readCountdown(end, before(left)).text).not.toMatch(/^(0:00|0 min)$/);
    }
  });
});

describe("minutesToAnnounce", () => {
  it("speaks when five minutes and one minute are reached, once each", () => {
    expect(minutesToAnnounce(end, before(301 * seconds), before(300 * seconds))).toBe(5);
    expect(minutesToAnnounce(end, before(300 * seconds), before(299 * seconds))).toBeUndefined();
    expect(minutesToAnnounce(end, before(61 * seconds), before(60 * seconds))).toBe(1);
  });

  it("says what is true now when a sleeping tab wakes up past both", () => {
    expect(minutesToAnnounce(end, before(20 * minutes), before(30 * seconds))).toBe(1);
  });
});
