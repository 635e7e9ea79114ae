import { describe, expect, it } from "vitest";

import { inLanes } from "./in-lanes.ts";

describe("inLanes", () => {
  it("does everything once, in order, with no more at the same time than there are lanes", async () => {
    const done: number[] = [];
    let running = 0;
    let most = 0;
    await inLanes([1, 2, 3, 4, 5], 2, async (item) => {
      running += 1;
      most = Math.max(most, running);
      await Promise.resolve();
      done.push(item);
      running -= 1;
    });
    expect(done).toEqual([1, 2, 3, 4, 5]);
    expect(most).toBe(2);
  });

  it("does nothing when there is nothing to do", async () => {
    await inLanes([], 2, () => Promise.reject(new Error("called")));
  });
});
