import { describe, expect, it } from "vitest";

import { percentile, percentiles } from "./percentiles.ts";

const toHundred = Array.from({ length: 100 }, (_, index) => index + 1);

describe("percentile", () => {
  it("is always a value that was measured: the nearest rank, never between two", () => {
    expect(percentile([10, 20], 0.5)).toBe(10);
    expect(percentile([10, 20, 30], 0.5)).toBe(20);
    expect(percentile(toHundred, 0.99)).toBe(99);
    expect(percentile(toHundred, 1)).toBe(100);
  });

  it("does not care about the order, and leaves the values as they were", () => {
    const values = [3, 1, 2];
    expect(percentile(values, 0.5)).toBe(2);
    expect(values).toEqual([3, 1, 2]);
  });

  it("keeps negative values: an event may arrive before git has exited", () => {
    expect(percentile([-5, -1, 4], 0.5)).toBe(-1);
  });

  it("sorts numbers as numbers", () => {
    expect(percentile([9, 10, 100], 1)).toBe(100);
  });

  it("is not a number when nothing was measured, so that no target counts as reached", () => {
    expect(percentile([], 0.5)).toBeNaN();
  });
});

describe("percentiles", () => {
  it("of few values have the largest as p99", () => {
    expect(percentiles([1, 2, 3.14159])).toEqual({ p50: 2, p99: 3.1, max: 3.1 });
  });
});
