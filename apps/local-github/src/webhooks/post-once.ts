import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";

export interface PostAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

const MAX_ANSWER_BYTES = 64 * 1024;

/** No answer came in time. */
export class TimedOut extends Error {}

/**
 * Posts once over a connection of its own and reads the answer (its first 64 KB). Not `fetch`: that
 * uses connections again, and one that the receiver was just closing would lose a delivery that is
 * never tried again. Rejects with TimedOut after `timeoutMs`, or when `stop` is aborted.
 */
export function postOnce(
  url: string,
  headers: Record<string, string>,
  body: string,
  timeoutMs: number,
  stop: AbortSignal,
): Promise<PostAnswer> {
  return new Promise((resolve, reject) => {
    const request = url.startsWith("https:") ? requestHttps : requestHttp;
    const outgoing = request(url, {
      method: "POST",
      agent: false,
      headers: { ...headers, "Content-Length": Buffer.byteLength(body) },
    });
    // By hand instead of AbortSignal.any: its signals stay in memory as long as `stop` does.
    const onStop = () => outgoing.destroy(new Error("stopped"));
    const timer = setTimeout(() => outgoing.destroy(new TimedOut()), timeoutMs);
    stop.addEventListener("abort", onStop);
    outgoing.on("close", () => {
      clearTimeout(timer);
      stop.removeEventListener("abort", onStop);
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
