import { createHash } from "node:crypto";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { ApiContext } from "./api-types.ts";

/**
 * Answers with JSON. A GET carries a weak ETag over the body, and `If-None-Match` gets 304: sweeps
 * ask for many refs and learn cheaply that nothing moved.
 */
export function sendJson(
  c: ApiContext,
  body: object,
  status: ContentfulStatusCode = 200,
): Response {
  const text = JSON.stringify(body);
  if (c.req.method === "GET" && status === 200) {
    const etag = `W/"${createHash("sha256").update(text).digest("hex")}"`;
    c.header("ETag", etag);
    c.header("Cache-Control", "private, max-age=60, s-maxage=60");
    c.header("Vary", "Accept, Authorization, Cookie, X-GitHub-OTP");
    if (etagMatches(c.req.header("if-none-match"), etag)) return c.body(null, 304);
  }
  return c.body(text, status, { "Content-Type": "application/json; charset=utf-8" });
}

/** Answers with nothing but the status. */
export function sendNothing(c: ApiContext): Response {
  return c.body(null, 204);
}

const strip = (value: string) => value.trim().replace(/^W\//, "");

function etagMatches(header: string | undefined, etag: string): boolean {
  return header !== undefined && header.split(",").some((value) => strip(value) === strip(etag));
}
