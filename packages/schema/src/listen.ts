import { Client, escapeIdentifier } from "pg";

export interface Listener {
  /** A NOTIFY on the channel: a wake-up, what happened is read from the tables. */
  onNotify(): void;
  /** The connection broke; called once, never after close(). Listen again to go on. */
  onLost(cause?: Error): void;
}

export interface ListenConnection {
  close(): Promise<void>;
}

/**
 * LISTENs on a channel over a connection of its own: one of the pool's would be lost to it for good.
 * Rejects when the first connection fails.
 */
export async function listen(
  url: string,
  applicationName: string,
  channel: string,
  listener: Listener,
): Promise<ListenConnection> {
  const client = new Client({
    connectionString: url,
    application_name: applicationName,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  });
  let open = true;
  const lose = (cause?: Error) => {
    if (!open) return;
    open = false;
    void client.end().catch(() => {});
    listener.onLost(cause);
  };
  try {
    await client.connect();
    client.on("error", lose);
    client.on("end", () => lose());
    client.on("notification", () => listener.onNotify());
    await client.query(`LISTEN ${escapeIdentifier(channel)}`);
  } catch (error) {
    open = false;
    await client.end().catch(() => {});
    throw error;
  }
  return {
    async close() {
      open = false;
      await client.end().catch(() => {});
    },
  };
}
