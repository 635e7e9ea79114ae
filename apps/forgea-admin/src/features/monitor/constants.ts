import type { MonitorFilter } from "@forgea/session";

/** Rows a page of the list holds. */
export const pageSize = 100;

/** Above this many rows only those in sight are in the document. */
export const virtualAbove = 100;

/** Height of a row in pixels: the virtual list computes with it. */
export const rowHeight = 36;

/** Height of the table's header in pixels; it stays above the rows while they scroll. */
export const headerHeight = 36;

/** Rows kept on each side of what is in sight. */
export const overscan = 12;

/** Sessions that one request reads. */
export const readBatchSize = 200;

/** After a request that failed, the rows are asked for again. */
export const readRetryMs = 2_000;

/** Counts are read at most once in this time. */
export const recountWindowMs = 500;

/** What the list asks for: the same on the server and in the browser, or the first page is read twice. */
export function listInput(filter: MonitorFilter | null) {
  return { filter, limit: pageSize };
}

/** Counts come with every page, so the smallest page is enough. */
export const countInput = { filter: null, limit: 1 };

/** The filters in the order of the strip: all, what runs, what needs somebody, what is over. */
export const filterOrder = [
  null,
  "PROVISIONING",
  "IN_PROGRESS",
  "HELD",
  "COMPLETED",
  "EXPIRED",
  "FAILED",
  "ARCHIVED",
] as const satisfies readonly (MonitorFilter | null)[];
