import { createHash, randomBytes } from "node:crypto";
import canonicalize from "canonicalize";

/** Values an event may carry: ids and numbers, no personal data. */
export type EventData = Readonly<Record<string, string | number | boolean | null>>;

/** Canonical JSON (RFC 8785), so that equal facts have equal bytes. */
export function canonicalJson(data: unknown): string {
  const text = canonicalize(data);
  if (text === undefined) throw new TypeError("this value has no JSON form");
  return text;
}

/**
 * Free text beside an event, with the salted hash (hex) that the event's data holds in its place: the
 * text can be forgotten and the chain still verifies.
 */
export function sealNote(text: string): {
  salt: Uint8Array<ArrayBuffer>;
  text: string;
  hash: string;
} {
  const salt = new Uint8Array(randomBytes(16));
  const hash = createHash("sha256").update(salt).update(text, "utf8").digest("hex");
  return { salt, text, hash };
}
