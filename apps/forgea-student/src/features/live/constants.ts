/** A broken connection is "reconnecting" for so long; after it the page says since when it is stale. */
export const staleAfterMs = 5_000;
