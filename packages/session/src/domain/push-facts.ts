/** The deepest nesting of a webhook body that is read. */
const maxDepth = 64;
const maxInt64 = 2n ** 63n - 1n;
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

export type UnreadableReason =
  | "JSON_INVALID"
  | "JSON_TOO_DEEP"
  | "SCHEMA_INVALID"
  | "REPO_ID_MISSING"
  | "REPO_ID_UNSAFE";

/** Reads a push body (UTF-8 bytes). Numbers under "id" are read from the text, never through a double. */
export function readPushFacts(body: Uint8Array): PushFactsResult {
  const text = new TextDecoder().decode(body);
  if (nestsTooDeep(text)) return { ok: false, reason: "JSON_TOO_DEEP" };
  let parsed: unknown;
  try {
    parsed = JSON.parse(text, keepIds);
  } catch {
    return { ok: false, reason: "JSON_INVALID" };
  }
  const root = asObject(parsed);
  const repository = asObject(root?.["repository"]);
  if (root === null || repository === null) return { ok: false, reason: "SCHEMA_INVALID" };
  const repoId = repository["id"];
  if (repoId === undefined || repoId === null) return { ok: false, reason: "REPO_ID_MISSING" };
  if (typeof repoId !== "bigint" || repoId <= 0n || repoId > maxInt64) {
    return { ok: false, reason: "REPO_ID_UNSAFE" };
  }
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

/** Ids become bigint from their source text: a double would silently change those beyond 2^53. */
function keepIds(key: string, value: unknown, context?: { source?: string }): unknown {
  if (key !== "id" || typeof value !== "number") return value;
  const source = context?.source ?? "";
  return /^-?\d+$/.test(source) ? BigInt(source) : value;
}

function asObject(value: unknown): Record<string, unknown> | null {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : null;
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

/** Counts brackets outside of strings, so that hostile nesting is refused before it is parsed. */
function nestsTooDeep(text: string): boolean {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const char = text.charCodeAt(at);
    if (inString) {
      if (char === 0x5c) at++;
      else if (char === 0x22) inString = false;
    } else if (char === 0x22) inString = true;
    else if (char === 0x5b || char === 0x7b) {
      depth++;
      if (depth > maxDepth) return true;
    } else if (char === 0x5d || char === 0x7d) depth--;
  }
  return false;
}
