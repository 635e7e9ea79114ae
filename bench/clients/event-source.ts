import { setTimeout as pause } from "node:timers/promises";

import { createEventStreamReader } from "./read-event-stream.ts";

const retryMs = 250;

/** What `new EventSource` gets besides the address. */
export type EventSourceOptions = { headers: () => Record<string, string> };

/**
 * An EventSource for the tRPC client: Node's own is behind a flag and cannot send a cookie. Like a browser's it
 * connects again by itself and says where it stopped.
 */
export class CookieEventSource extends EventTarget {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSED = 2;
  readonly CONNECTING = 0;
  readonly OPEN = 1;
  readonly CLOSED = 2;
  readyState: number = CookieEventSource.CONNECTING;
  readonly #url: string;
  readonly #headers: () => Record<string, string>;
  readonly #stop = new AbortController();
  #lastEventId = "";

  constructor(url: string, options?: EventSourceOptions) {
    super();
    this.#url = url;
    this.#headers = options?.headers ?? (() => ({}));
    void this.#run();
  }

  close(): void {
    this.readyState = this.CLOSED;
    this.#stop.abort();
  }

  async #run(): Promise<void> {
    while (this.readyState !== this.CLOSED) {
      const refused = await this.#connect();
      if (this.#stop.signal.aborted) return;
      this.readyState = refused ? this.CLOSED : this.CONNECTING;
      this.dispatchEvent(new Event("error"));
      if (!refused) await pause(retryMs);
    }
  }

  /** Reads one connection to its end. True when the server refused it: then there is no sense in another one. */
  async #connect(): Promise<boolean> {
    try {
      const response = await fetch(this.#url, {
        headers: {
          ...this.#headers(),
          accept: "text/event-stream",
          ...(this.#lastEventId !== "" && { "last-event-id": this.#lastEventId }),
        },
        signal: this.#stop.signal,
      });
      const isStream = response.headers.get("content-type")?.startsWith("text/event-stream");
      if (!response.ok || isStream !== true || response.body === null) return true;
      this.readyState = this.OPEN;
      this.dispatchEvent(new Event("open"));
      await this.#read(response.body);
    } catch {
      // The connection broke, or we closed it.
    }
    return false;
  }

  async #read(body: ReadableStream<Uint8Array>): Promise<void> {
    const read = createEventStreamReader();
    const decoder = new TextDecoder();
    for await (const bytes of body) {
      for (const event of read(decoder.decode(bytes, { stream: true }))) {
        this.#lastEventId = event.lastEventId;
        this.dispatchEvent(new MessageEvent(event.type, event));
      }
    }
  }
}
