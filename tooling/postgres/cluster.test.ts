import { chmodSync, existsSync, mkdirSync, mkdtempSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { isAlive } from "@forgea/bootstrap/process-identity";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { type Cluster, startCluster } from "./cluster.ts";
import { withClient } from "./database-urls.ts";
import { freePorts } from "./free-ports.ts";
import { removeDataDirectory } from "./place.ts";

let parent = "";
let dataDirectory = "";
let cluster: Cluster | undefined;
let said: string[] = [];

beforeEach(() => {
  parent = mkdtempSync(path.join(tmpdir(), "forgea-cluster-"));
  chmodSync(parent, 0o711);
  dataDirectory = path.join(parent, "data");
  mkdirSync(dataDirectory, { mode: 0o711 });
  said = [];
});

afterEach(async () => {
  await cluster?.stop();
  cluster = undefined;
  removeDataDirectory(dataDirectory);
  removeDataDirectory(parent);
});

async function start(password = "first password"): Promise<Cluster> {
  const [port = 0] = await freePorts(1);
  cluster = await startCluster({
    dataDirectory,
    port,
    superuserPassword: password,
    log: path.join(dataDirectory, "postgres.log"),
    durability: "throw-away",
    say: (sentence) => said.push(sentence),
  });
  return cluster;
}

const count = (url: string) =>
  withClient(url, async (client) => (await client.query("select from kept")).rowCount);

describe("the embedded PostgreSQL", () => {
  it("finds its data again after it was stopped", async () => {
    const first = await start();
    await withClient(first.superuserUrl, (client) => client.query("create table kept as select 1"));
    await first.stop();
    expect(isAlive(first.pid)).toBe(false);
    expect(await count((await start()).superuserUrl)).toBe(1);
    expect(said).toEqual([]);
  });

  it("ends a server that was left behind on the same data before it starts another", async () => {
    const left = await start();
    await withClient(left.superuserUrl, (client) => client.query("create table kept as select 1"));
    const next = await start();
    expect(isAlive(left.pid)).toBe(false);
    expect(await count(next.superuserUrl)).toBe(1);
  });

  it("refuses a connection without the password", async () => {
    const url = new URL((await start()).superuserUrl);
    url.password = "guessed";
    await expect(withClient(url.href, async () => undefined)).rejects.toThrow(/password/);
  });

  it("says so when the data was made with other secrets", async () => {
    await (await start()).stop();
    await expect(start("another password")).rejects.toThrow("refuses the password");
  });

  it("lives elsewhere when its user cannot enter the data directory, says so, and is found again", async () => {
    chmodSync(parent, 0o700);
    const first = await start();
    await withClient(first.superuserUrl, (client) => client.query("create table kept as select 1"));
    await first.stop();
    // Only as root the server is another user than we are.
    const isRoot = process.getuid?.() === 0;
    expect(existsSync(path.join(dataDirectory, "postgres"))).toBe(!isRoot);
    expect(said).toEqual(isRoot ? [expect.stringContaining("the database lives in /")] : []);
    expect(await count((await start()).superuserUrl)).toBe(1);
    expect(said).toHaveLength(isRoot ? 1 : 0);
  });

  it("keeps its folder to itself", async () => {
    await start();
    expect(statSync(path.join(dataDirectory, "postgres")).mode & 0o777).toBe(0o700);
  });
});
