/** Nobody types more into our pages, in bytes; a body of unknown length is refused as well. */
const largestBody = 256 * 1024;

/**
 * Refuses a request that another site made a browser send: a changing request must come from our
 * own configured origin and carry JSON of a sensible size, a reading one may not come from
 * elsewhere. `Origin: null` is foreign, it is what a sandboxed page sends. Returns the refusal, or
 * null when all is well.
 */
export function refuseForeignRequest(request: Request, ownOrigin: string): Response | null {
  const origin = request.headers.get("origin");
  const site = request.headers.get("sec-fetch-site");
  if (request.method === "GET" || request.method === "HEAD") {
    const foreign = (origin !== null && origin !== ownOrigin) || site === "cross-site";
    // Following a link from elsewhere to a page of ours is no attack; loading data is.
    const navigation = request.headers.get("sec-fetch-mode") === "navigate";
    return foreign && !navigation ? refusal(403) : null;
  }
  if (origin !== ownOrigin) return refusal(403);
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json") return refusal(415);
  const length = Number(request.headers.get("content-length") ?? Number.NaN);
  return length <= largestBody ? null : refusal(413);
}

function refusal(status: number): Response {
  return new Response(null, { status, headers: { "cache-control": "no-store" } });
}
