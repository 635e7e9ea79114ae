import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";

export interface ReceivedWebhook {
  headers: IncomingHttpHeaders;
  event: string;
  guid: string;
  /** The bytes as text, for the signature. */
  body: string;
  payload: Record<string, unknown>;
}

export interface WebhookReceiver {
  url: string;
  received: ReceivedWebhook[];
  /** What the next requests are answered with; 0 leaves them without an answer. */
  status: number;
  /** Resolves with the first webhook that fits, also one that is there already; fails after twenty seconds. */
  waitFor(fits: (webhook: ReceivedWebhook) => boolean): Promise<ReceivedWebhook>;
  close(): Promise<void>;
}

/** A webhook endpoint that keeps what it is sent. */
export async function startWebhookReceiver(): Promise<WebhookReceiver> {
  const received: ReceivedWebhook[] = [];
  const watchers = new Set<() => void>();
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString("utf8");
      received.push({
        headers: request.headers,
        event: String(request.headers["x-github-event"]),
        guid: String(request.headers["x-github-delivery"]),
        body,
        payload: JSON.parse(body) as Record<string, unknown>,
      });
      for (const look of watchers) look();
      if (receiver.status === 0) return;
      response.writeHead(receiver.status, { "Content-Type": "text/plain" });
      response.end("received");
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const receiver: WebhookReceiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    status: 202,
    waitFor: (fits) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = received.find(fits);
          if (!found) return;
          watchers.delete(look);
          clearTimeout(deadline);
          resolve(found);
        };
        const deadline = setTimeout(() => {
          watchers.delete(look);
          reject(new Error(`no such webhook among ${received.map((one) => one.event).join(", ")}`));
        }, 20_000);
        watchers.add(look);
        look();
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return receiver;
}
