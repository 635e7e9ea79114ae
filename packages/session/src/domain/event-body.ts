/** The deepest nesting of a webhook body that is read. */
const maxDepth = 64;
const maxInt64 = 2n ** 63n - 1n;

export type UnreadableReason =
  | "JSON_INVALID"
  | "JSON_TOO_DEEP"
  | "SCHEMA_INVALID"
  | "REPO_ID_MISSING"
  | "REPO_ID_UNSAFE";

export type BodyResult =
  | {
      readonly ok: true;
      readonly root: Record<string, unknown>;
      readonly repository: Record<string, unknown>;
      readonly repoId: bigint;
    }
  | { readonly ok: false; readonly reason: UnreadableReason };

/** The part that every event has. */
export type RootResult =
  | { readonly ok: true; readonly root: Record<string, unknown> }
  | { readonly ok: false; readonly reason: UnreadableReason };

/** Reads a body as an object. Numbers under "id" are read from the text, never through a double. */
export function readEventRoot(body: Uint8Array): RootResult {
  const text = new TextDecoder().decode(body);
  if (nestsTooDeep(text)) return { ok: false, reason: "JSON_TOO_DEEP" };
  let parsed: unknown;
  try {
    parsed = JSON.parse(text, keepIds);
  } catch {
    return { ok: false, reason: "JSON_INVALID" };
  }
  const root = asObject(parsed);
  return root === null ? { ok: false, reason: "SCHEMA_INVALID" } : { ok: true, root };
}

/** Reads the part that every repository's event has. */
export function readEventBody(body: Uint8Array): BodyResult {
  const read = readEventRoot(body);
  if (!read.ok) return read;
  const { root } = read;
  const repository = asObject(root["repository"]);
  if (repository === null) return { ok: false, reason: "SCHEMA_INVALID" };
  const repoId = repository["id"];
  if (repoId === undefined || repoId === null) return { ok: false, reason: "REPO_ID_MISSING" };
  if (typeof repoId !== "bigint" || repoId <= 0n || repoId > maxInt64) {
    return { ok: false, reason: "REPO_ID_UNSAFE" };
  }
  return { ok: true, root, repository, repoId };
}

/** Ids become bigint from their source text: a double would silently change those beyond 2^53. */
function keepIds(key: string, value: unknown, context?: { source?: string }): unknown {
  if (key !== "id" || typeof value !== "number") return value;
  const source = context?.source ?? "";
  return /^-?\d+$/.test(source) ? BigInt(source) : value;
}

/** A plain object's own entries, or null. */
export function asObject(value: unknown): Record<string, unknown> | null {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : null;
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
