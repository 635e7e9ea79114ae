import type { ApiContext } from "./api-types.ts";

/** Whether the caller wants bytes instead of JSON (`application/vnd.github.raw+json` and its older spellings). */
export function wantsRaw(c: ApiContext): boolean {
  return /application\/vnd\.github\.(?:v3\.)?raw\b/.test(c.req.header("accept") ?? "");
}

/** Whether the caller wants nothing but a commit's id. */
export function wantsSha(c: ApiContext): boolean {
  return /application\/vnd\.github\.(?:v3\.)?sha\b/.test(c.req.header("accept") ?? "");
}
