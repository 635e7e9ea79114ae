import { expect, it } from "vitest";
import { createSlidingWindow } from "./sliding-window.ts";

it("has room again as soon as the oldest one leaves the window, not at a full minute", () => {
  const window = createSlidingWindow(3, 60_000);
  for (const at of [0, 20_000, 40_000]) {
    expect(window.waitMs(at)).toBe(0);
    window.add(at);
  }
  expect(window.waitMs(45_000)).toBe(15_000);
  expect(window.waitMs(60_000)).toBe(0);
  window.add(60_000);
  expect(window.waitMs(61_000)).toBe(19_000);
});

it("never lets more than its limit through in any stretch of its length", () => {
  const window = createSlidingWindow(80, 60_000);
  const passed: number[] = [];
  for (let now = 0; now < 300_000; now += 137) {
    if (window.waitMs(now) > 0) continue;
    window.add(now);
    passed.push(now);
  }
  const busiest = Math.max(
    ...passed.map((from) => passed.filter((at) => at >= from && at < from + 60_000).length),
  );
  expect(busiest).toBe(80);
});

it("has the room of one that was taken back", () => {
  const window = createSlidingWindow(1, 1000);
  window.add(10);
  expect(window.waitMs(20)).toBe(990);
  window.remove(10);
  expect(window.waitMs(20)).toBe(0);
});
