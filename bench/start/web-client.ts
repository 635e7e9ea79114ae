import { Agent, request } from "node:http";

/** What a web process answered, and to whom of the callers. */
export type Answer = { status: number; text: string };

/** Sends requests over connections that stay open, so that the client costs as little as it can. */
export type WebClient = {
  get: (url: string) => Promise<Answer>;
  postJson: (url: string, body: unknown, headers: Record<string, string>) => Promise<Answer>;
  close: () => void;
};

/** A client for many requests at once. The caller closes it. */
export function openWebClient(): WebClient {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const sendOnce = (url: string, body: string | null, headers: Record<string, string>) =>
    new Promise<Answer>((resolve, reject) => {
      const method = body === null ? "GET" : "POST";
      const sent = request(url, { agent, method, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", reject);
        response.on("end", () =>
          resolve({
            status: response.statusCode ?? 0,
            text: Buffer.concat(chunks).toString("utf8"),
          }),
        );
      });
      sent.on("error", (error: NodeJS.ErrnoException) => {
        const wasIdle = sent.reusedSocket && error.code === "ECONNRESET";
        reject(wasIdle ? new IdleConnectionEnded() : error);
      });
      sent.end(body ?? undefined);
    });
  const send: typeof sendOnce = async (url, body, headers) => {
    try {
      return await sendOnce(url, body, headers);
    } catch (error) {
      // As a browser does: the request was not received, so it is sent once more.
      if (error instanceof IdleConnectionEnded) return sendOnce(url, body, headers);
      throw error;
    }
  };
  return {
    get: (url) => send(url, null, {}),
    postJson: (url, body, headers) => {
      const text = JSON.stringify(body);
      const length = String(Buffer.byteLength(text));
      return send(url, text, {
        ...headers,
        "content-type": "application/json",
        "content-length": length,
      });
    },
    close: () => agent.destroy(),
  };
}

/** The server ended a connection for being idle just when it was taken up again. */
class IdleConnectionEnded extends Error {}
