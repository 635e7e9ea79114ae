import { createHash, randomBytes } from "node:crypto";

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** A new secret with GitHub's kind of prefix (`ghp_`, `gho_`, `ghs_` …): 36 characters, about 214 bits. */
export function newSecret(prefix: string): string {
  let text = "";
  while (text.length < 36) {
    for (const byte of randomBytes(48)) {
      // 248 is the largest multiple of 62 below 256: the bytes above would favour some letters.
      if (byte < 248 && text.length < 36) text += alphabet.charAt(byte % 62);
    }
  }
  return prefix + text;
}

/** What is stored of a secret: enough to recognise it, nothing to use it with. */
export function hashSecret(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}
