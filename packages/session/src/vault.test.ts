import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createVault } from "./vault.ts";

const vault = createVault(randomBytes(32).toString("base64"));

describe("createVault", () => {
  it("opens what it sealed, and seals the same text differently each time", () => {
    expect(vault.open(vault.seal("ghp_secret ö"))).toBe("ghp_secret ö");
    expect(Buffer.from(vault.seal("x")).equals(vault.seal("x"))).toBe(false);
  });

  it("refuses what was changed or sealed under another key", () => {
    const sealed = vault.seal("ghp_secret");
    const other = createVault(randomBytes(32).toString("base64"));
    expect(() => other.open(sealed)).toThrow();
    sealed[sealed.length - 1] = (sealed.at(-1) ?? 0) ^ 1;
    expect(() => vault.open(sealed)).toThrow();
  });

  it("refuses a key that is too short", () => {
    expect(() => createVault("c2hvcnQ=")).toThrow(/32 bytes/);
  });
});
