import { canonicalJson, type EventData, sealNote } from "@forgea/lifecycle/event-text";
import type { ActorKind, Database } from "@forgea/schema";
import type { SessionEventKind } from "../domain/event-kinds.ts";
import type { LabSessionStatus } from "../domain/lifecycle.ts";
import type { Tx } from "./transaction.ts";

/** Who caused an event: a person (kind and id) or the system. */
export interface EventActor {
  readonly kind: ActorKind;
  readonly id: string | null;
}

export interface NewEvent {
  readonly labSessionId: string;
  readonly kind: SessionEventKind;
  readonly from?: LabSessionStatus | null;
  readonly to?: LabSessionStatus | null;
  readonly by: EventActor;
  readonly data?: EventData;
  /** Free text by a person: stored beside the event, the chain holds its salted hash. */
  readonly reason?: string | null;
  readonly correlationId: string;
  readonly at: Date;
}

/**
 * Appends an event in the caller's transaction. Sequence number, previous hash and hash are the
 * database's work: its trigger takes them from the session row's head, so a chain cannot fork.
 */
export async function appendEvent(tx: Tx, event: NewEvent): Promise<void> {
  const note = event.reason ? sealNote(event.reason) : null;
  const data = canonicalJson({ ...event.data, ...(note && { noteHash: note.hash }) });
  const [row] = await tx.$queryRaw<{ id: bigint }[]>`
    INSERT INTO session_events
      (lab_session_id, kind, from_status, to_status, actor_kind, actor_id, data, correlation_id, at)
    VALUES (${event.labSessionId}::uuid, ${event.kind},
      ${event.from ?? null}::"LabSessionStatus", ${event.to ?? null}::"LabSessionStatus",
      ${event.by.kind}::"ActorKind", ${event.by.id}::uuid, ${data}, ${event.correlationId},
      ${event.at})
    RETURNING id`;
  if (note !== null && row !== undefined) {
    await tx.eventNote.create({ data: { eventId: row.id, salt: note.salt, text: note.text } });
  }
}

/** The last event of a session that changed its status. */
export function findLastMove(tx: Tx, labSessionId: string) {
  return tx.sessionEvent.findFirst({
    where: { labSessionId, toStatus: { not: null } },
    orderBy: { seq: "desc" },
    select: { kind: true, fromStatus: true },
  });
}

/** A place in the order of all events: the writing transaction, then the event's id. */
export interface Cursor {
  readonly xid: bigint;
  readonly id: bigint;
}

export interface FeedRow {
  readonly cursor: Cursor;
  readonly labSessionId: string;
  readonly userId: string;
  readonly seq: number;
  readonly kind: string;
  readonly from: LabSessionStatus | null;
  readonly to: LabSessionStatus | null;
  readonly at: Date;
}

interface RawFeedRow {
  xid: string;
  id: string;
  lab_session_id: string;
  user_id: string;
  seq: number;
  kind: string;
  from_status: LabSessionStatus | null;
  to_status: LabSessionStatus | null;
  at: Date;
}

/**
 * Events after `cursor`, at most `limit`, only of transactions below the oldest one that is still
 * open: ids are drawn before commit, so reading further would skip those that commit late.
 */
export async function readEventsAfter(
  database: Database,
  cursor: Cursor,
  limit: number,
): Promise<FeedRow[]> {
  const { rows } = await database.pool.query<RawFeedRow>({
    name: "events-after",
    text: `SELECT e.xid::text, e.id::text, e.lab_session_id, s.user_id, e.seq, e.kind,
             e.from_status, e.to_status, e.at
           FROM session_events e JOIN lab_sessions s ON s.id = e.lab_session_id
           WHERE (e.xid, e.id) > ($1::xid8, $2::bigint)
             AND e.xid < pg_snapshot_xmin(pg_current_snapshot())
           ORDER BY e.xid, e.id LIMIT $3`,
    values: [cursor.xid.toString(), cursor.id.toString(), limit],
  });
  return rows.map((row) => ({
    cursor: { xid: BigInt(row.xid), id: BigInt(row.id) },
    labSessionId: row.lab_session_id,
    userId: row.user_id,
    seq: row.seq,
    kind: row.kind,
    from: row.from_status,
    to: row.to_status,
    at: row.at,
  }));
}

/** The place from which nothing was missed yet: the oldest transaction that is still open. */
export async function readFeedStart(database: Database): Promise<Cursor> {
  const { rows } = await database.pool.query<{ xmin: string }>(
    "SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS xmin",
  );
  return { xid: BigInt(rows[0]?.xmin ?? "0"), id: 0n };
}

/** Whether events exist that may not be read yet because an older transaction is still open. */
export async function hasUnreadableEvents(database: Database): Promise<boolean> {
  const { rows } = await database.pool.query<{ waiting: boolean }>({
    name: "events-waiting",
    text: `SELECT EXISTS (SELECT 1 FROM session_events
             WHERE xid >= pg_snapshot_xmin(pg_current_snapshot())) AS waiting`,
  });
  return rows[0]?.waiting ?? false;
}
