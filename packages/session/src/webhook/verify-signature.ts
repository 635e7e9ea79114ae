import { createHmac, timingSafeEqual } from "node:crypto";

const pattern = /^sha256=([0-9a-f]{64})$/;

/**
 * Verifies GitHub's `X-Hub-Signature-256` over the raw bytes, in constant time, against each secret
 * (the current and, while it is being rotated, the previous one).
 */
export function isSignedBy(
  secrets: readonly string[],
  signature: string | null,
  body: Uint8Array,
): boolean {
  const hex = pattern.exec(signature ?? "")?.[1];
  if (hex === undefined) return false;
  const given = Buffer.from(hex, "hex");
  // Every secret is tried, so that the time does not tell which one fitted.
  const matches = secrets.map((secret) =>
    timingSafeEqual(createHmac("sha256", secret).update(body).digest(), given),
  );
  return matches.includes(true);
}
