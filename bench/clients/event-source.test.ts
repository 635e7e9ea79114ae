import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

import { afterEach, describe, expect, it } from "vitest";

import { CookieEventSource } from "./event-source.ts";

let server: Server | undefined;
let source: CookieEventSource | undefined;

afterEach(() => {
  source?.close();
  server?.closeAllConnections();
  server?.close();
});

async function listenTo(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  server = createServer(answer);
  const listening = server;
  await new Promise<void>((resolve) => {
    listening.listen(0, "127.0.0.1", resolve);
  });
  const { port } = listening.address() as AddressInfo;
  source = new CookieEventSource(`http://127.0.0.1:${port}/`, {
    headers: () => ({ cookie: "who=ada" }),
  });
  const got: string[] = [];
  source.addEventListener("message", (event) => {
    got.push(String((event as MessageEvent).data));
  });
  return got;
}

describe("CookieEventSource", () => {
  it("connects again when the connection ends, and says where it stopped", async () => {
    const asked: (string | undefined)[] = [];
    const got = await listenTo((request, response) => {
      const last = request.headers["last-event-id"];
      asked.push(typeof last === "string" ? last : undefined);
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.end(
        `data: event ${asked.length} for ${request.headers.cookie}\nid: ${asked.length}\n\n`,
      );
    });
    await expect.poll(() => got.length).toBeGreaterThanOrEqual(2);
    expect(got.slice(0, 2)).toEqual(["event 1 for who=ada", "event 2 for who=ada"]);
    expect(asked.slice(0, 2)).toEqual([undefined, "1"]);
  });

  it("gives up when the server refuses it, as a browser does", async () => {
    let requests = 0;
    await listenTo((_, response) => {
      requests += 1;
      response.writeHead(401).end();
    });
    await expect.poll(() => source?.readyState).toBe(CookieEventSource.CLOSED);
    expect(requests).toBe(1);
  });
});
