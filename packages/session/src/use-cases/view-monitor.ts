import { CodedError } from "@forgea/trpc/coded-error";
import { MonitorFilter, type MonitorPage, type MonitorRow } from "../contracts/monitor.ts";
import type { SessionDeps } from "../ports.ts";
import {
  countSessions,
  findMonitorRows,
  listMonitorRows,
  type MonitorCursor,
} from "../store/monitor-store.ts";

/** A page of the Live Session Monitor and the counts of everything. Throws VALIDATION on a bad cursor. */
export async function viewMonitor(
  deps: SessionDeps,
  request: { filter: MonitorFilter | null; cursor: string | null; limit: number },
): Promise<MonitorPage> {
  const after = request.cursor === null ? null : readCursor(request.cursor);
  const { filter, limit } = request;
  const [rows, counted] = await Promise.all([
    listMonitorRows(deps.database, { filter, after, limit: limit + 1 }, deps.github.webUrl),
    countSessions(deps.database),
  ]);
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    rows: page,
    nextCursor: last === undefined ? null : `${last.updatedAt.toISOString()}_${last.id}`,
    counts: countsOf(counted),
    asOf: deps.clock.now(),
  };
}

/** The named rows as they are now. */
export function viewMonitorRows(deps: SessionDeps, ids: readonly string[]): Promise<MonitorRow[]> {
  return findMonitorRows(deps.database, ids, deps.github.webUrl);
}

function readCursor(text: string): MonitorCursor {
  const [time = "", id = ""] = text.split("_");
  const updatedAt = new Date(time);
  if (Number.isNaN(updatedAt.getTime()) || !/^[0-9a-f-]{36}$/.test(id)) {
    throw new CodedError("VALIDATION");
  }
  return { updatedAt, id };
}

function countsOf(counted: ReadonlyMap<MonitorFilter, number>): MonitorPage["counts"] {
  const of = (filter: MonitorFilter) => counted.get(filter) ?? 0;
  return {
    PROVISIONING: of("PROVISIONING"),
    IN_PROGRESS: of("IN_PROGRESS"),
    COMPLETED: of("COMPLETED"),
    EXPIRED: of("EXPIRED"),
    FAILED: of("FAILED"),
    ARCHIVED: of("ARCHIVED"),
    HELD: of("HELD"),
  };
}
