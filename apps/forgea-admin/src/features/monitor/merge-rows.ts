import type { EventView, MonitorFilter, MonitorPage, MonitorRow } from "@forgea/session";
import { matchesFilter } from "./status-filter.ts";

export type RowsById = ReadonlyMap<string, MonitorRow>;

/** What the table shows, made from the pages that were read and the rows that came live. */
export interface MonitorList {
  /** In the order of the pages: a change never moves a row. */
  readonly rows: readonly MonitorRow[];
  /** Fit the filter and are not in the table: they wait to be let in. */
  readonly waiting: readonly MonitorRow[];
}

/**
 * Puts what came live over the pages: a newer row stands where the older one stood. A session that
 * two pages hold is shown once, where it came first.
 */
export function composeList(
  pages: readonly MonitorPage[],
  live: RowsById,
  filter: MonitorFilter | null,
): MonitorList {
  const rows = new Map<string, MonitorRow>();
  for (const row of pages.flatMap((page) => page.rows)) {
    if (!rows.has(row.id)) rows.set(row.id, newerOf(row, live.get(row.id)));
  }
  const waiting = [...live.values()].filter(
    (row) => !rows.has(row.id) && matchesFilter(row, filter),
  );
  return { rows: [...rows.values()], waiting };
}

/** Remembers rows that came live. An answer that was overtaken by a later one changes nothing. */
export function rememberRows(live: RowsById, incoming: readonly MonitorRow[]): RowsById {
  const newer = incoming.filter((row) => {
    const known = live.get(row.id);
    return known === undefined || known.eventSeq < row.eventSeq;
  });
  if (newer.length === 0) return live;
  return new Map([...live, ...newer.map((row) => [row.id, row] as const)]);
}

/**
 * Lets the waiting rows in: everything is put newest change first, and rows that no longer fit the
 * filter leave. The pages keep their cursors, so that paging goes on where it was.
 */
export function letIn(
  pages: readonly MonitorPage[],
  live: RowsById,
  filter: MonitorFilter | null,
): MonitorPage[] {
  const [first, ...rest] = pages;
  if (first === undefined) return [];
  const { rows, waiting } = composeList(pages, live, filter);
  const sorted = [...rows, ...waiting]
    .filter((row) => matchesFilter(row, filter))
    .toSorted(newestChangeFirst);
  return [{ ...first, rows: sorted }, ...rest.map((page) => ({ ...page, rows: [] }))];
}

/** The sessions whose rows are older than these events say; what is known already is not read again. */
export function outdatedIds(events: readonly EventView[], known: RowsById): string[] {
  const outdated = events.filter((event) => {
    const row = known.get(event.labSessionId);
    return row === undefined || row.eventSeq < event.seq;
  });
  return [...new Set(outdated.map((event) => event.labSessionId))];
}

/** Whether the counts changed by this event: a session came, moved, was put on hold or released. */
export function changesCounts(event: EventView): boolean {
  return event.from !== event.to || event.kind === "hold" || event.kind === "release";
}

function newerOf(row: MonitorRow, other: MonitorRow | undefined): MonitorRow {
  return other === undefined || other.eventSeq <= row.eventSeq ? row : other;
}

function newestChangeFirst(a: MonitorRow, b: MonitorRow): number {
  return b.updatedAt.getTime() - a.updatedAt.getTime() || (a.id < b.id ? 1 : -1);
}
