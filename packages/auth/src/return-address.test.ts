import { describe, expect, it } from "vitest";
import { returnAddress } from "./return-address.ts";

const own = "http://localhost:3000";

describe("returnAddress", () => {
  it.each([
    ["/labs/git-basics", "http://localhost:3000/labs/git-basics"],
    ["/sessions/1?tab=2#push", "http://localhost:3000/sessions/1?tab=2#push"],
    ["http://localhost:3000/me", "http://localhost:3000/me"],
  ])("leads back to %s", (asked, address) => {
    expect(returnAddress(asked, own)).toBe(address);
  });

  it.each([
    "https://evil.example/",
    "//evil.example/labs",
    "/\\evil.example/labs",
    "\\\\evil.example",
    "http://localhost:3000@evil.example/",
    "http://user:pass@localhost:3000/",
    "http://localhost:3001/",
    "https://localhost:3000/",
    "javascript:alert(1)",
    "data:text/html,x",
    "http://[",
  ])("leads to the front page instead of %s", (asked) => {
    expect(returnAddress(asked, own)).toBe(own);
  });
});
