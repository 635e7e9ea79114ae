import { randomInt, randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { crashPoints } from "./crash-points.ts";
import { drawCrash } from "./draw-crash.ts";

const row = (seed: number) =>
  Array.from({ length: 50 }, (_, n) => drawCrash(seed, 1, `session-${n}`)?.point);

describe("drawCrash", () => {
  it("gives every process the same crash for a session, and another seed another row", () => {
    const subject = randomUUID();
    expect(drawCrash(7, 1, subject)).toEqual(drawCrash(7, 1, subject));
    expect(row(1)).not.toEqual(row(2));
  });

  it("reaches every point with both actions, and leaves the rest of the share alone", () => {
    const seed = randomInt(2 ** 31);
    const drawn = Array.from({ length: 2_000 }, (_, n) => drawCrash(seed, 0.5, `session-${n}`));
    const crashes = drawn.filter((crash) => crash !== null);
    expect(crashes.length, `seed ${seed}`).toBeGreaterThan(850);
    expect(crashes.length, `seed ${seed}`).toBeLessThan(1_150);
    const met = new Set(crashes.map(({ point, action }) => `${point} ${action}`));
    // One that wakes after its lease can only be paused.
    expect(met.size, `seed ${seed}`).toBe(crashPoints.length * 2 - 1);
    expect(drawCrash(seed, 0, "session-1")).toBeNull();
  });
});
