import { describe, expect, it } from "vitest";

import { seededRandom } from "./random.ts";

const row = (seed: number) => {
  const random = seededRandom(seed);
  return Array.from({ length: 1_000 }, () => random());
};

describe("seededRandom", () => {
  it("gives the same row for the same seed and another one for another", () => {
    expect(row(42)).toEqual(row(42));
    expect(row(42)).not.toEqual(row(43));
  });

  it("stays from 0 up to 1 and fills all of it", () => {
    const values = row(1);
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...values)).toBeLessThan(1);
    expect(values.filter((value) => value < 0.5).length).toBeGreaterThan(400);
    expect(values.filter((value) => value >= 0.5).length).toBeGreaterThan(400);
  });
});
