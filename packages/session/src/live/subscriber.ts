import type { EventView } from "../contracts/lab-session.ts";
import type { Cursor, FeedRow } from "../store/event-store.ts";
import type { StreamOwner } from "../store/user-store.ts";

export interface FeedItem {
  readonly cursor: Cursor;
  readonly event: EventView;
}

/** A slow reader gets "resync" instead of an ever longer queue. */
const maxQueue = 1_000;

/** One open stream's queue between the feed and its reader. */
export class Subscriber {
  readonly owner: StreamOwner;
  readonly #wants: (row: FeedRow) => boolean;
  #queue: FeedItem[] = [];
  #overflowed = false;
  #closed = false;
  #notify: (() => void) | null = null;

  constructor(owner: StreamOwner, wants: (row: FeedRow) => boolean) {
    this.owner = owner;
    this.#wants = wants;
  }

  wants(row: FeedRow): boolean {
    return this.#wants(row);
  }

  offer(row: FeedRow, item: FeedItem): void {
    if (this.#closed || !this.#wants(row)) return;
    if (this.#queue.length >= maxQueue) {
      this.#queue = [];
      this.#overflowed = true;
    }
    this.#queue.push(item);
    this.#notify?.();
  }

  close(): void {
    this.#closed = true;
    this.#notify?.();
  }

  /** Waits for the next items; `overflowed` when some were dropped, null when the stream is over. */
  async take(signal: AbortSignal): Promise<{ items: FeedItem[]; overflowed: boolean } | null> {
    while (this.#queue.length === 0 && !this.#closed && !signal.aborted) {
      await new Promise<void>((resolve) => {
        const done = () => {
          signal.removeEventListener("abort", done);
          this.#notify = null;
          resolve();
        };
        this.#notify = done;
        signal.addEventListener("abort", done, { once: true });
      });
    }
    if (this.#closed || signal.aborted) return null;
    const items = this.#queue;
    const overflowed = this.#overflowed;
    this.#queue = [];
    this.#overflowed = false;
    return { items, overflowed };
  }
}
