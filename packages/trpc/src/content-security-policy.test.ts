import { describe, expect, it } from "vitest";
import { contentSecurityPolicy } from "./content-security-policy.ts";

const directive = (policy: string, name: string) =>
  policy.split("; ").find((part) => part.startsWith(`${name} `));

describe("contentSecurityPolicy", () => {
  const policy = contentSecurityPolicy({ nonce: "abc", secure: false, development: false });

  it("runs scripts by nonce only", () => {
    expect(directive(policy, "script-src")).toBe("script-src 'self' 'nonce-abc' 'strict-dynamic'");
    expect(policy).not.toContain("unsafe-eval");
  });

  it("lets nobody frame the app and no form leave it", () => {
    expect(directive(policy, "frame-ancestors")).toBe("frame-ancestors 'none'");
    expect(directive(policy, "form-action")).toBe("form-action 'self'");
  });

  it("insists on TLS only where the app is reached over it", () => {
    expect(policy).not.toContain("upgrade-insecure-requests");
    const secure = contentSecurityPolicy({ nonce: "abc", secure: true, development: false });
    expect(secure).toContain("upgrade-insecure-requests");
  });
});
