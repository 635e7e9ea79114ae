import type { Database } from "@forgea/schema";
import type { EventView } from "../contracts/lab-session.ts";
import type { Logger } from "../ports.ts";
import {
  type Cursor,
  type FeedRow,
  hasUnreadableEvents,
  readEventsAfter,
  readFeedStart,
} from "../store/event-store.ts";
import { findRevoked, type StreamOwner } from "../store/user-store.ts";
import { EventListener } from "./event-listener.ts";
import { type FeedItem, Subscriber } from "./subscriber.ts";

const pollMs = 1_000;
/** After events that may not be read yet: an older transaction is about to end. */
const soonMs = 15;
const guardMs = 2_000;
const pageSize = 500;

/**
 * One per web process: follows the event log with a cursor and hands each event, built once, to
 * all subscribers. LISTEN is only the wake-up; a poll every second runs besides, so that a broken
 * or black-holed connection costs a second and no event.
 */
export class EventFeed {
  readonly #database: Database;
  readonly #log: Logger;
  readonly #subscribers = new Set<Subscriber>();
  readonly #listener: EventListener;
  #cursor: Cursor | null = null;
  #starting: Promise<void> | null = null;
  #timer: NodeJS.Timeout | null = null;
  #guard: NodeJS.Timeout | null = null;
  #reading: Promise<void> | null = null;
  #wokenWhileReading = false;
  #closed = false;

  constructor(database: Database, log: Logger) {
    this.#database = database;
    this.#log = log;
    this.#listener = new EventListener(database, log, () => this.#wake());
  }

  /** Where the feed has read up to. Starts the feed on first use. */
  async start(): Promise<Cursor> {
    this.#starting ??= this.#begin();
    await this.#starting;
    if (this.#cursor === null) throw new Error("the feed has no place to start from");
    return this.#cursor;
  }

  async #begin(): Promise<void> {
    try {
      this.#cursor = await readFeedStart(this.#database);
    } catch (error) {
      this.#starting = null;
      throw error;
    }
    this.#listener.start();
    this.#guard = setInterval(() => void this.#closeRevoked(), guardMs);
    this.#guard.unref();
    this.#schedule(pollMs);
  }

  /** Adds a subscriber; the caller must remove it again with `unsubscribe`. */
  subscribe(owner: StreamOwner, wants: (row: FeedRow) => boolean): Subscriber {
    const subscriber = new Subscriber(owner, wants);
    this.#subscribers.add(subscriber);
    return subscriber;
  }

  unsubscribe(subscriber: Subscriber): void {
    subscriber.close();
    this.#subscribers.delete(subscriber);
  }

  /** Events between two cursors, for a stream that resumes; null when there are too many to replay. */
  async replay(from: Cursor, limit: number): Promise<FeedRow[] | null> {
    const rows = await readEventsAfter(this.#database, from, limit + 1);
    return rows.length > limit ? null : rows;
  }

  async close(): Promise<void> {
    this.#closed = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    if (this.#guard !== null) clearInterval(this.#guard);
    for (const subscriber of this.#subscribers) subscriber.close();
    await this.#listener.close();
    await this.#reading;
  }

  #schedule(ms: number): void {
    if (this.#closed) return;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#wake(), ms);
    this.#timer.unref();
  }

  #wake(): void {
    if (this.#closed) return;
    if (this.#reading !== null) {
      this.#wokenWhileReading = true;
      return;
    }
    this.#reading = this.#readAndSchedule();
  }

  async #readAndSchedule(): Promise<void> {
    let next = pollMs;
    try {
      next = await this.#read();
    } catch (error) {
      this.#log.warn({ err: error }, "events not read; trying again");
    }
    this.#reading = null;
    this.#schedule(this.#wokenWhileReading ? 0 : next);
    this.#wokenWhileReading = false;
  }

  /** Reads all that may be read and answers after how many milliseconds to look again. */
  async #read(): Promise<number> {
    let cursor = this.#cursor;
    if (cursor === null) return pollMs;
    for (;;) {
      const rows = await readEventsAfter(this.#database, cursor, pageSize);
      for (const row of rows) {
        const item = toFeedItem(row);
        for (const subscriber of this.#subscribers) subscriber.offer(row, item);
      }
      cursor = rows.at(-1)?.cursor ?? cursor;
      this.#cursor = cursor;
      if (rows.length < pageSize) break;
    }
    return (await hasUnreadableEvents(this.#database)) ? soonMs : pollMs;
  }

  /** Streams end within seconds of a revoked role or sign-in: one query for all of them. */
  async #closeRevoked(): Promise<void> {
    const owners = [...this.#subscribers].map((subscriber) => subscriber.owner);
    if (owners.length === 0) return;
    try {
      const revoked = new Set(await findRevoked(this.#database, owners));
      for (const subscriber of this.#subscribers) {
        if (revoked.has(subscriber.owner)) this.unsubscribe(subscriber);
      }
    } catch (error) {
      this.#log.warn({ err: error }, "stream owners not checked; trying again");
    }
  }
}

/** The text of a cursor, as browsers send it back. */
export function cursorText(cursor: Cursor): string {
  return `${cursor.xid}.${cursor.id}`;
}

/** Reads a cursor's text; null when it is none. */
export function readCursor(text: string): Cursor | null {
  const match = /^(\d{1,19})\.(\d{1,19})$/.exec(text);
  if (match?.[1] === undefined || match[2] === undefined) return null;
  return { xid: BigInt(match[1]), id: BigInt(match[2]) };
}

/** Builds what every viewer gets: one value per event and process. */
export function toFeedItem(row: FeedRow): FeedItem {
  const event: EventView = {
    cursor: cursorText(row.cursor),
    labSessionId: row.labSessionId,
    seq: row.seq,
    kind: row.kind,
    from: row.from,
    to: row.to,
    at: row.at.toISOString(),
  };
  return { cursor: row.cursor, event };
}
