import { describe, expect, it } from "vitest";

import { readOptions, UsageError } from "./read-options.ts";

const sizes = { students: { about: "students", usual: 20, short: 2 } };
const read = (...flags: string[]) => readOptions(flags, sizes, () => 7);

describe("readOptions", () => {
  it("takes the usual sizes and draws a seed when nothing is said", () => {
    expect(read()).toEqual({
      json: false,
      short: false,
      seed: 7,
      stack: undefined,
      sizes: { students: 20 },
    });
  });

  it("takes the small sizes with --short, and a given size before both", () => {
    expect(read("--short").sizes).toEqual({ students: 2 });
    expect(read("--short", "--students", "5").sizes).toEqual({ students: 5 });
  });

  it("runs the same choices again with the seed that was printed", () => {
    expect(read("--seed", "4294967295").seed).toBe(4_294_967_295);
    expect(read("--seed", "0").seed).toBe(0);
  });

  it.each([
    ["a size of nothing", ["--students", "0"]],
    ["a size that is no number", ["--students", "many"]],
    ["a negative seed", ["--seed=-1"]],
    ["a flag of another scenario", ["--viewers", "3"]],
    ["a stray word", ["loop"]],
  ])("refuses %s", (_, flags) => {
    expect(() => read(...flags)).toThrow(UsageError);
  });
});
