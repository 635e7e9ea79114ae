import { expect, it } from "vitest";

import { createRestartLimit, restartsPerMinute } from "./restart-limit.ts";

it("allows each process a few restarts within a minute, and then no more until it is over", () => {
  const limit = createRestartLimit();
  for (let done = 0; done < restartsPerMinute; done += 1) {
    expect(limit.mayRestart("worker", done * 1000)).toBe(true);
  }
  expect(limit.mayRestart("worker", 59_999)).toBe(false);
  expect(limit.mayRestart("student", 59_999)).toBe(true);
  expect(limit.mayRestart("worker", 60_000)).toBe(true);
  expect(limit.mayRestart("worker", 60_001)).toBe(false);
});
