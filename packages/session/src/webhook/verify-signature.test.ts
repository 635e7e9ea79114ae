import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { isSignedBy } from "./verify-signature.ts";

const body = Buffer.from('{"a":"é"}');
const sign = (secret: string, bytes: Uint8Array = body) =>
  `sha256=${createHmac("sha256", secret).update(bytes).digest("hex")}`;

describe("isSignedBy", () => {
  it("accepts the current and the previous secret", () => {
    expect(isSignedBy(["now", "before"], sign("now"), body)).toBe(true);
    expect(isSignedBy(["now", "before"], sign("before"), body)).toBe(true);
  });

  it("agrees with the example of GitHub's documentation", () => {
    const signature = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
    const text = Buffer.from("Hello, World!");
    expect(isSignedBy(["It's a Secret to Everybody"], signature, text)).toBe(true);
  });

  it.each([
    null,
    "",
    "sha256=",
    "sha1=abc",
    sign("other"),
    `${sign("now")}, ${sign("now")}`,
    sign("now").toUpperCase(),
    sign("now", Buffer.from("other")),
  ])("refuses %s", (signature) => {
    expect(isSignedBy(["now"], signature, body)).toBe(false);
  });

  it("accepts nothing when no secret is configured", () => {
    expect(isSignedBy([], sign(""), body)).toBe(false);
  });
});
