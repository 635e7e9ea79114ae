/** Events of one push come together; the page reads them in one request, at most this much later. */
export const collectWindowMs = 50;

/** A broken connection is "reconnecting" for so long; after it the page says since when it is stale. */
export const staleAfterMs = 5_000;

/** A first connection that takes longer is shown as "reconnecting". */
export const slowStartMs = 1_500;
