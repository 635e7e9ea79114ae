import type { ParsedSignature } from "../git/parse-objects.ts";

/** A commit's time with the zone in which it was made (`2026-03-01T14:03:22+01:00`), as push payloads carry it. */
export function signatureTime(who: ParsedSignature): string {
  const sign = who.zone.startsWith("-") ? -1 : 1;
  const minutes = sign * (Number(who.zone.slice(1, 3)) * 60 + Number(who.zone.slice(3, 5)));
  const local = safeDate((who.seconds + minutes * 60) * 1000).slice(0, 19);
  return who.zone === "+0000"
    ? `${local}Z`
    : `${local}${who.zone.slice(0, 3)}:${who.zone.slice(3, 5)}`;
}

/** The same in UTC, as REST answers carry it. */
export function signatureTimeUtc(who: ParsedSignature): string {
  return `${safeDate(who.seconds * 1000).slice(0, 19)}Z`;
}

// A commit may claim any number as its time, also one that no calendar has.
function safeDate(milliseconds: number): string {
  const bounded =
    Math.abs(milliseconds) < 250_000_000_000_000 && milliseconds >= 0 ? milliseconds : 0;
  return new Date(bounded).toISOString();
}
