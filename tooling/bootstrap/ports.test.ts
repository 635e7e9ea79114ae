import { createServer, type Server } from "node:net";

import { afterEach, describe, expect, it } from "vitest";

import { findTakenPorts, portsTaken, readPorts } from "./ports.mjs";
import { explain } from "./refusal.mjs";

const servers: Server[] = [];

afterEach(async () => {
  await Promise.all(
    servers.splice(0).map(
      (server) =>
        new Promise((resolve) => {
          server.close(resolve);
        }),
    ),
  );
});

async function listen(host: string): Promise<number> {
  const server = createServer();
  servers.push(server);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, host, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

describe("readPorts", () => {
  it("takes the documented ports when nothing is said", () => {
    expect(readPorts({})).toEqual({
      student: 3000,
      admin: 3001,
      preview: 3002,
      localGithub: 3003,
      worker: 3004,
      postgres: 54_330,
    });
  });

  it("moves the port whose variable is set, and only that one", () => {
    expect(readPorts({ ADMIN_PORT: "4001" })).toMatchObject({ student: 3000, admin: 4001 });
  });

  it.each(["0", "65536", "http", "30 00", "-1", "3000.5"])(
    "refuses %s and names the variable",
    (value) => {
      expect(() => readPorts({ STUDENT_PORT: value })).toThrow(/STUDENT_PORT/);
    },
  );

  it("refuses one port for two, because the second would not start", () => {
    expect(() => readPorts({ PREVIEW_PORT: "3000" })).toThrow(
      "PREVIEW_PORT and STUDENT_PORT are both 3000",
    );
  });
});

describe("findTakenPorts", () => {
  it.each(["127.0.0.1", "0.0.0.0"])("finds a port that somebody holds on %s", async (host) => {
    const port = await listen(host);
    expect(await findTakenPorts([{ name: "student", port }])).toEqual([{ name: "student", port }]);
  });

  it("finds nothing where nobody listens", async () => {
    const port = await listen("127.0.0.1");
    await new Promise((resolve) => {
      servers.pop()?.close(resolve);
    });
    expect(await findTakenPorts([{ name: "student", port }])).toEqual([]);
  });

  it("says which port it is, what it is for, which variable moves it and how", () => {
    const text = explain(portsTaken([{ name: "localGithub", port: 3003 }]));
    expect(text).toContain("Port 3003 (local-github, LOCAL_GITHUB_PORT) is in use");
    expect(text).toContain("LOCAL_GITHUB_PORT=3503 npm start");
  });
});
