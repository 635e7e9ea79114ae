import { describe, expect, it } from "vitest";
import { parseProviderProfile } from "./provider-profile.ts";

describe("parseProviderProfile", () => {
  it("keeps the digits of an id that a double would round", () => {
    const profile = parseProviderProfile('{"id": 9007199254740993, "login": "mia", "name": "Mia"}');
    expect(profile).toEqual({ id: "9007199254740993", login: "mia", name: "Mia" });
  });

  it("calls a person without a name by the login", () => {
    expect(parseProviderProfile('{"id": 1, "login": "mia", "name": null}').name).toBe("mia");
    expect(parseProviderProfile('{"id": 1, "login": "mia", "name": "  "}').name).toBe("mia");
  });

  it.each([
    '{"login": "mia"}',
    '{"id": 0, "login": "mia"}',
    '{"id": -5, "login": "mia"}',
    '{"id": 1.5, "login": "mia"}',
    '{"id": 1e3, "login": "mia"}',
    '{"id": 1, "login": ""}',
    "[]",
    "null",
    "not json",
  ])("refuses %s", (text) => {
    expect(() => parseProviderProfile(text)).toThrow();
  });
});
