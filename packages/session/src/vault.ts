import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import type { Vault } from "./ports.ts";

const algorithm = "aes-256-gcm";
const ivBytes = 12;
const tagBytes = 16;

/** AES-256-GCM under one key of 32 bytes (base64). Layout: iv, tag, ciphertext. Throws on a short key. */
export function createVault(base64Key: string): Vault {
  const key = Buffer.from(base64Key, "base64");
  if (key.length !== 32) throw new Error("the token key must be 32 bytes in base64");
  return {
    seal(text) {
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv(algorithm, key, iv);
      const sealed = [cipher.update(text, "utf8"), cipher.final()];
      return new Uint8Array(Buffer.concat([iv, cipher.getAuthTag(), ...sealed]));
    },
    open(sealed) {
      const decipher = createDecipheriv(algorithm, key, sealed.subarray(0, ivBytes));
      decipher.setAuthTag(sealed.subarray(ivBytes, ivBytes + tagBytes));
      const text = [decipher.update(sealed.subarray(ivBytes + tagBytes)), decipher.final()];
      return Buffer.concat(text).toString("utf8");
    },
  };
}
