import type { Database } from "./database.ts";

export interface Delivery {
  id: number;
  guid: string;
  event: string;
  action: string | null;
  installation_id: number | null;
  repository_id: number | null;
  /** The exact text that was signed and sent. */
  payload: string;
  redelivery: number;
  queued_at: number;
  /** Not sent before this time; 0 is at once. */
  send_after: number;
  url: string | null;
  delivered_at: number | null;
  duration_ms: number | null;
  status: string | null;
  status_code: number | null;
  request_headers: string | null;
  response_headers: string | null;
  response_body: string | null;
}

export type NewDelivery = Pick<
  Delivery,
  | "guid"
  | "event"
  | "action"
  | "installation_id"
  | "repository_id"
  | "payload"
  | "redelivery"
  | "queued_at"
> &
  Partial<Pick<Delivery, "send_after">>;

export type DeliveryOutcome = Required<
  Pick<
    Delivery,
    | "url"
    | "delivered_at"
    | "duration_ms"
    | "status"
    | "status_code"
    | "request_headers"
    | "response_headers"
    | "response_body"
  >
>;

export interface DeliveryFilter {
  /** Only deliveries older than this one (the cursor of the page before). */
  before: number;
  limit: number;
  status: "success" | "failure" | null;
}

export type DeliveryStore = ReturnType<typeof createDeliveryStore>;

/**
 * The outbox and the delivery log in one table: a row is written in the transaction of what it
 * tells, waits while `delivered_at` is null, and is then the log entry.
 */
export function createDeliveryStore(db: Database) {
  const insert = db.query<{ id: number }>(
    `INSERT INTO deliveries (guid, event, action, installation_id, repository_id, payload, redelivery, queued_at, send_after)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`,
  );
  const waiting = db.query<{ id: number }>(
    `SELECT id FROM deliveries WHERE delivered_at IS NULL AND send_after <= ?
     ORDER BY id LIMIT 64`,
  );
  const nextHeld = db.query<{ at: number | null }>(
    "SELECT min(send_after) AS at FROM deliveries WHERE delivered_at IS NULL AND send_after > ?",
  );
  const release = db.query(
    "UPDATE deliveries SET send_after = 0 WHERE delivered_at IS NULL AND send_after > 0",
  );
  const byId = db.query<Delivery>("SELECT * FROM deliveries WHERE id = ?");
  const page = db.query<Delivery>(
    `SELECT * FROM deliveries WHERE delivered_at IS NOT NULL AND id < ?1
       AND (?2 IS NULL OR (status_code BETWEEN 200 AND 399) = (?2 = 'success'))
     ORDER BY id DESC LIMIT ?3`,
  );
  const finish = db.query(
    `UPDATE deliveries SET url = ?, delivered_at = ?, duration_ms = ?, status = ?, status_code = ?,
       request_headers = ?, response_headers = ?, response_body = ? WHERE id = ?`,
  );
  const dropOld = db.query(
    "DELETE FROM deliveries WHERE queued_at < ? AND delivered_at IS NOT NULL",
  );
  return {
    add(delivery: NewDelivery): number {
      const row = insert.get(
        delivery.guid,
        delivery.event,
        delivery.action,
        delivery.installation_id,
        delivery.repository_id,
        delivery.payload,
        delivery.redelivery,
        delivery.queued_at,
        delivery.send_after ?? 0,
      );
      if (!row) throw new Error("the delivery was not inserted");
      return row.id;
    },
    /** The oldest rows that wait, a few more than are ever under way at once. */
    waiting: (now: number) => waiting.all(now).map((row) => row.id),
    /** When the next one that is held back may go; undefined when none is. */
    nextHeld: (now: number) => nextHeld.get(now)?.at ?? undefined,
    /** Lets everything go that is held back. */
    release: () => release.run(),
    byId: (id: number) => byId.get(id),
    page: (filter: DeliveryFilter) => page.all(filter.before, filter.status, filter.limit),
    finish(id: number, outcome: DeliveryOutcome): void {
      finish.run(
        outcome.url,
        outcome.delivered_at,
        outcome.duration_ms,
        outcome.status,
        outcome.status_code,
        outcome.request_headers,
        outcome.response_headers,
        outcome.response_body,
        id,
      );
    },
    dropOlderThan: (time: number) => dropOld.run(time),
  };
}
