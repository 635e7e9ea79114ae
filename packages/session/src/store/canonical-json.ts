import canonicalize from "canonicalize";

/** Values an event may carry: ids and numbers, no personal data. */
export type EventData = Readonly<Record<string, string | number | boolean | null>>;

/** Canonical JSON (RFC 8785), so that equal facts have equal bytes. */
export function canonicalJson(data: unknown): string {
  const text = canonicalize(data);
  if (text === undefined) throw new TypeError("this value has no JSON form");
  return text;
}
