import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";

export interface PostAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

const MAX_ANSWER_BYTES = 64 * 1024;

/**
 * Posts once over a connection of its own and reads the answer (its first 64 KB). Not `fetch`: that
 * uses connections again, and one that the receiver was just closing would lose a delivery that is
 * never tried again. Rejects when no answer came before `signal`.
 */
export function postOnce(
  url: string,
  headers: Record<string, string>,
  body: string,
  signal: AbortSignal,
): Promise<PostAnswer> {
  return new Promise((resolve, reject) => {
    const request = url.startsWith("https:") ? requestHttps : requestHttp;
    const outgoing = request(url, {
      method: "POST",
      agent: false,
      signal,
      headers: { ...headers, "Content-Length": Buffer.byteLength(body) },
    });
    outgoing.on("error", reject);
    outgoing.on("response", (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      response.on("data", (chunk: Buffer) => {
        if (size < MAX_ANSWER_BYTES) chunks.push(chunk);
        size += chunk.length;
      });
      response.on("error", reject);
      response.on("end", () => {
        resolve({
          status: response.statusCode ?? 0,
          headers: Object.fromEntries(
            Object.entries(response.headers).map(([name, value]) => [name, String(value)]),
          ),
          body: Buffer.concat(chunks).subarray(0, MAX_ANSWER_BYTES).toString("utf8"),
        });
      });
    });
    outgoing.end(body);
  });
}
