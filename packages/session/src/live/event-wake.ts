import type { Database } from "@forgea/schema";
import type { Logger } from "../ports.ts";

/** The channel on which processes tell each other that events were committed. */
export const eventChannel = "forgea_events";

/**
 * Tells the web processes that there are new events: one NOTIFY per batch of commits, never per
 * row, because NOTIFY takes a database-wide lock at commit. A lost wake-up costs at most the
 * readers' poll of a second.
 */
export class EventWake {
  readonly #database: Database;
  readonly #log: Logger;
  #sending = false;
  #again = false;

  constructor(database: Database, log: Logger) {
    this.#database = database;
    this.#log = log;
  }

  /** Call after a commit that appended events. Returns at once. */
  touch(): void {
    this.#again = true;
    if (!this.#sending) void this.#send();
  }

  async #send(): Promise<void> {
    this.#sending = true;
    try {
      while (this.#again) {
        this.#again = false;
        await this.#database.pool.query(`SELECT pg_notify('${eventChannel}', '')`);
      }
    } catch (error) {
      this.#log.warn({ err: error }, "wake-up not sent; readers poll");
    } finally {
      this.#sending = false;
    }
  }
}
