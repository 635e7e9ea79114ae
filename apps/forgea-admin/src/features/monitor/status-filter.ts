import {
  labSessionStatuses,
  type MonitorFilter,
  type MonitorPage,
  type MonitorRow,
} from "@forgea/session";

/** Not read from the contract: its schema would bring the whole schema library into the browser. */
const filters: readonly MonitorFilter[] = [...labSessionStatuses, "HELD"];

/** The filter that a link asks for. Anything unknown shows all: an old link still opens. */
export function readFilter(value: string | string[] | null | undefined): MonitorFilter | null {
  if (typeof value !== "string") return null;
  const asked = value.trim().toUpperCase().replaceAll("-", "_");
  return filters.find((filter) => filter === asked) ?? null;
}

/** The link of a filter: `/?status=in-progress`. */
export function filterHref(filter: MonitorFilter | null): string {
  return filter === null ? "/" : `/?status=${filter.toLowerCase().replaceAll("_", "-")}`;
}

/** Whether a row belongs to the filter now. On hold is beside the statuses. */
export function matchesFilter(row: MonitorRow, filter: MonitorFilter | null): boolean {
  if (filter === null) return true;
  return filter === "HELD" ? row.heldAt !== null : row.status === filter;
}

/** How many sessions a filter has. On hold counts beside the statuses, so it is not added. */
export function countOf(counts: MonitorPage["counts"], filter: MonitorFilter | null): number {
  if (filter !== null) return counts[filter];
  return labSessionStatuses.reduce((sum, status) => sum + counts[status], 0);
}
