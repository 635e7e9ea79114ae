import { describe, expect, it } from "vitest";
import { initialsOf } from "./initials.ts";

describe("initialsOf", () => {
  it.each([
    ["Mia Sørensen", "MS"],
    ["Ana María de la Cruz", "AC"],
    ["lin", "L"],
    ["  zoë   martin ", "ZM"],
    ["𝒜da 🦊", "𝒜🦊"],
    ["", ""],
  ])("takes the first and the last word: %j is %j", (name, initials) => {
    expect(initialsOf(name)).toBe(initials);
  });
});
