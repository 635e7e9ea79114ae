import type { Database, ListenConnection } from "@forgea/schema";
import type { Logger } from "../ports.ts";
import { eventChannel } from "./event-wake.ts";

const firstPauseMs = 250;
const longestPauseMs = 5_000;

/** Keeps one LISTEN connection open, with growing pauses between tries; polling covers the gaps. */
export class EventListener {
  readonly #database: Database;
  readonly #log: Logger;
  readonly #onWake: () => void;
  #connection: ListenConnection | null = null;
  #timer: NodeJS.Timeout | null = null;
  #pauseMs = firstPauseMs;
  #closed = false;

  constructor(database: Database, log: Logger, onWake: () => void) {
    this.#database = database;
    this.#log = log;
    this.#onWake = onWake;
  }

  start(): void {
    void this.#connect();
  }

  async close(): Promise<void> {
    this.#closed = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    await this.#connection?.close();
  }

  async #connect(): Promise<void> {
    try {
      const connection = await this.#database.listen(eventChannel, {
        onNotify: this.#onWake,
        onLost: () => this.#retry(),
      });
      if (this.#closed) return await connection.close();
      this.#connection = connection;
      this.#pauseMs = firstPauseMs;
      this.#onWake();
    } catch (error) {
      this.#log.warn({ err: error }, "no connection for wake-ups; polling");
      this.#retry();
    }
  }

  #retry(): void {
    this.#connection = null;
    if (this.#closed) return;
    this.#timer = setTimeout(() => void this.#connect(), this.#pauseMs);
    this.#timer.unref();
    this.#pauseMs = Math.min(this.#pauseMs * 2, longestPauseMs);
  }
}
