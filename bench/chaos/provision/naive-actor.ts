// What most systems do, for comparison, and no part of Forgea: create the repository, save the row, delete the
// repository on an error. Takes starts over IPC from naive-storm.ts and crashes where the draw says so.

import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { openSync } from "node:fs";
import path from "node:path";

import { Pool } from "pg";

type Settings = {
  databaseUrl: string;
  apiUrl: string;
  token: string;
  organisation: string;
  template: string;
  seed: number;
  directory: string;
};

const settings = JSON.parse(process.env["NAIVE_SETTINGS"] ?? "{}") as Settings;
const pool = new Pool({ connectionString: settings.databaseUrl, max: 8 });
pool.on("error", () => undefined);
const callLimitMs = 10_000;
const points = [
  "before-create",
  "request-sent",
  "created-not-saved",
  "saved-not-committed",
  "reply-lost",
];

process.on("message", ({ id, pair }: { id: number; pair: string }) => {
  start(pair).then(
    () => process.send?.({ id, ok: true }),
    () => process.send?.({ id, ok: false }),
  );
});

async function start(pair: string): Promise<void> {
  const known = await pool.query("SELECT 1 FROM assignments WHERE pair = $1", [pair]);
  if (known.rowCount === 0) await createAndSave(pair);
  await crash("reply-lost", pair);
}

async function createAndSave(pair: string): Promise<void> {
  await crash("before-create", pair);
  const repository = await create(pair);
  try {
    await crash("created-not-saved", pair);
    await save(pair, repository.id);
  } catch (error) {
    const gone = await request("DELETE", `/repos/${settings.organisation}/${repository.name}`);
    if (gone.status !== 204) process.send?.({ refusedDeletion: gone.status });
    throw error;
  }
}

async function save(pair: string, repoId: number): Promise<void> {
  const client = await pool.connect();
  // A crash of the database is a failed save, not the end of this process.
  client.on("error", () => undefined);
  try {
    await client.query("BEGIN");
    // The unique key refuses the second row, so the second repository of a double click is deleted.
    await client.query("INSERT INTO assignments (pair, repo_id) VALUES ($1, $2)", [pair, repoId]);
    await crash("saved-not-committed", pair);
    await client.query("COMMIT");
  } finally {
    client.release(true);
  }
}

/** A name that is taken gets a number, as a second assignment of the same name would. */
async function create(pair: string): Promise<{ id: number; name: string }> {
  const { organisation, template } = settings;
  for (let number = 0; ; number++) {
    const name = number === 0 ? pair : `${pair}-${number}`;
    const asked = request("POST", `/repos/${organisation}/${template}/generate`, {
      owner: organisation,
      name,
      description: `naive:${pair}`,
      private: true,
    });
    asked.catch(() => undefined);
    await crash("request-sent", pair);
    const { status, body } = await asked;
    if (status === 201) return body as { id: number; name: string };
    if (status !== 422 || number === 9) throw new Error(`the provider answered ${status}`);
  }
}

async function request(method: string, where: string, body?: object) {
  const response = await fetch(`${settings.apiUrl}${where}`, {
    method,
    headers: {
      authorization: `Bearer ${settings.token}`,
      accept: "application/vnd.github+json",
      "content-type": "application/json",
    },
    ...(body && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(callLimitMs),
  });
  const text = await response.text();
  return { status: response.status, body: text === "" ? null : (JSON.parse(text) as unknown) };
}

/** The same kinds of crashes as the product's failpoints, once per pair. */
async function crash(point: string, pair: string): Promise<void> {
  const bytes = createHash("sha256").update(`${settings.seed}:${pair}`).digest();
  if (points[bytes.readUInt32BE(4) % points.length] !== point) return;
  if (point === "request-sent") await sleep((bytes[16] ?? 0) / 16);
  try {
    openSync(path.join(settings.directory, pair), "wx");
  } catch {
    return;
  }
  if ((bytes[8] ?? 0) < 128) process.kill(process.pid, "SIGKILL");
  const wake = spawn("/bin/sh", ["-c", `sleep 2; kill -CONT ${process.pid}`], {
    detached: true,
    stdio: "ignore",
  });
  wake.unref();
  await sleep(50);
  process.kill(process.pid, "SIGSTOP");
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
