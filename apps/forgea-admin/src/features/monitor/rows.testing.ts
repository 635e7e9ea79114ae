import type { EventView, MonitorPage, MonitorRow } from "@forgea/session";

const start = Date.UTC(2026, 8, 1, 8);

/** A row for tests: `minute` is when it last changed. */
export function row(id: string, facts: Partial<MonitorRow> & { minute?: number } = {}): MonitorRow {
  const { minute = 0, ...rest } = facts;
  return {
    id,
    status: "IN_PROGRESS",
    heldAt: null,
    version: 1,
    eventSeq: 1,
    attempt: 1,
    student: { id: `student-${id}`, name: `Student ${id}`, login: id },
    lab: { slug: "git-basics", title: "Git basics", versionNumber: 1 },
    step: null,
    failureCode: null,
    repository: null,
    lastPush: null,
    endsAt: null,
    createdAt: new Date(start),
    updatedAt: new Date(start + minute * 60_000),
    ...rest,
  };
}

/** A page of rows for tests. */
export function page(rows: readonly MonitorRow[], nextCursor: string | null = null): MonitorPage {
  return {
    rows: [...rows],
    nextCursor,
    counts: {
      PROVISIONING: 0,
      IN_PROGRESS: rows.length,
      COMPLETED: 0,
      EXPIRED: 0,
      FAILED: 0,
      ARCHIVED: 0,
      HELD: 0,
    },
    asOf: new Date(start),
  };
}

/** A push of a session, for tests. */
export function pushed(labSessionId: string, seq: number): EventView {
  return {
    cursor: `1.${seq}`,
    labSessionId,
    seq,
    kind: "push-accepted",
    from: null,
    to: null,
    at: new Date(start).toISOString(),
  };
}
