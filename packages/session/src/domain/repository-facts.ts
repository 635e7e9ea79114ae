import { readEventBody, type UnreadableReason } from "./event-body.ts";

/** What a `repository` event says happened, and to which repository. */
export interface RepositoryFacts {
  readonly repoId: bigint;
  readonly action: "deleted" | "renamed" | "transferred";
}

export type RepositoryFactsResult =
  | { readonly ok: true; readonly facts: RepositoryFacts | null }
  | { readonly ok: false; readonly reason: UnreadableReason };

const actions = ["deleted", "renamed", "transferred"] as const;

/** Reads a `repository` event; `facts` is null for what does not touch a binding. */
export function readRepositoryFacts(body: Uint8Array): RepositoryFactsResult {
  const read = readEventBody(body);
  if (!read.ok) return read;
  const action = actions.find((known) => known === read.root["action"]);
  return { ok: true, facts: action === undefined ? null : { repoId: read.repoId, action } };
}
