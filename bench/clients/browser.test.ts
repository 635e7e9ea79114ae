import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { openBrowser } from "./browser.ts";

let server: Server;
let origin: string;
beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === "/set")
      response.setHeader("set-cookie", ["a=1; Path=/", "b=x=y; HttpOnly"]);
    if (request.url === "/drop")
      response.setHeader("set-cookie", [
        "a=; Max-Age=0",
        "b=; Expires=Thu, 01 Jan 1970 00:00:00 GMT",
      ]);
    if (request.url === "/away") response.writeHead(302, { location: "/set" });
    response.end(request.headers.cookie ?? "none");
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

describe("openBrowser", () => {
  it("sends back the cookies that a host set, until it takes them back", async () => {
    const browser = openBrowser();
    const ask = async (path: string) => (await browser.request(`${origin}${path}`)).text();
    expect(await ask("/set")).toBe("none");
    expect(await ask("/")).toBe("a=1; b=x=y");
    await ask("/drop");
    expect(await ask("/")).toBe("none");
  });

  it("keeps the cookies of one host from another", async () => {
    const browser = openBrowser();
    await browser.request(`${origin}/set`);
    expect(browser.cookies("http://localhost:3000")).toBe("");
  });

  it("follows no redirect, because the way back carries what signing in needs", async () => {
    const response = await openBrowser().request(`${origin}/away`);
    expect([response.status, response.headers.get("location")]).toEqual([302, "/set"]);
  });
});
