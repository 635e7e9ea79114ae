import { asObject, readEventBody, type UnreadableReason } from "./event-body.ts";

/** A person who was given access to a repository: an invitation was accepted. */
export interface MemberFacts {
  readonly repoId: bigint;
  readonly memberId: bigint;
}

export type MemberFactsResult =
  | { readonly ok: true; readonly facts: MemberFacts | null }
  | { readonly ok: false; readonly reason: UnreadableReason };

/** Reads a `member` event; `facts` is null for anything but an added person. */
export function readMemberFacts(body: Uint8Array): MemberFactsResult {
  const read = readEventBody(body);
  if (!read.ok) return read;
  const memberId = asObject(read.root["member"])?.["id"];
  if (read.root["action"] !== "added") return { ok: true, facts: null };
  if (typeof memberId !== "bigint") return { ok: false, reason: "SCHEMA_INVALID" };
  return { ok: true, facts: { repoId: read.repoId, memberId } };
}
