import { asObject, readEventBody, type UnreadableReason } from "./event-body.ts";

const zeroSha = /^0+$/;

/** What a push delivery says, with ids as bigint. */
export interface PushFacts {
  readonly repoId: bigint;
  readonly owner: string;
  readonly name: string;
  readonly ref: string;
  readonly defaultBranch: string;
  readonly before: string;
  readonly after: string;
  readonly deleted: boolean;
  readonly forced: boolean;
  readonly senderId: bigint | null;
  /** True for our own App, which makes the repository's first commit, and for every other bot. */
  readonly sentByBot: boolean;
  readonly pushedAt: Date;
}

export type PushFactsResult =
  | { readonly ok: true; readonly facts: PushFacts }
  | { readonly ok: false; readonly reason: UnreadableReason };

/** Reads a push body (UTF-8 bytes). */
export function readPushFacts(body: Uint8Array): PushFactsResult {
  const read = readEventBody(body);
  if (!read.ok) return read;
  const { root, repository, repoId } = read;
  const owner = asObject(repository["owner"])?.["login"];
  const sender = asObject(root["sender"]);
  const senderId = sender?.["id"];
  const { ref, before, after } = root;
  const { name, default_branch: defaultBranch } = repository;
  const pushedAt = readTime(repository["pushed_at"]);
  if (
    typeof owner !== "string" ||
    typeof name !== "string" ||
    typeof defaultBranch !== "string" ||
    typeof ref !== "string" ||
    !isSha(before) ||
    !isSha(after) ||
    pushedAt === null
  ) {
    return { ok: false, reason: "SCHEMA_INVALID" };
  }
  return {
    ok: true,
    facts: {
      repoId,
      owner,
      name,
      ref,
      defaultBranch,
      before,
      after,
      deleted: root["deleted"] === true || zeroSha.test(after),
      forced: root["forced"] === true,
      senderId: typeof senderId === "bigint" ? senderId : null,
      sentByBot: sender?.["type"] === "Bot",
      pushedAt,
    },
  };
}

function isSha(value: unknown): value is string {
  return typeof value === "string" && /^([0-9a-f]{40}|[0-9a-f]{64})$/.test(value);
}

/** Push payloads give seconds since 1970 as a number, REST answers an ISO string. */
function readTime(value: unknown): Date | null {
  const time =
    typeof value === "number"
      ? new Date(value * 1000)
      : typeof value === "string"
        ? new Date(value)
        : null;
  return time === null || Number.isNaN(time.getTime()) ? null : time;
}
