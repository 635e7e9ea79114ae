import { type ChildProcess, spawn } from "node:child_process";
import { generateKeyPairSync, randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer, type Server, type ServerResponse } from "node:http";
import { type AddressInfo, connect, createServer as createTcpServer, type Socket } from "node:net";
import path from "node:path";
import { startLab } from "@forgea/session/server";
import { buildLab, buildStudent, createTestDeps, type TestDeps } from "@forgea/session/testing";
import { createTestDatabase, type TestDatabase } from "@forgea/testing/database";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";

/** What the design promises. */
const takeoverMs = 20_000;

let database: TestDatabase;
let deps: TestDeps;
/** A provider that takes requests and never answers: whoever asks hangs. */
let provider: Server;
let requests = 0;
/** Requests that wait for an answer. */
const pending: ServerResponse[] = [];
const workers: ChildProcess[] = [];
/** What workers logged. */
const said: string[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  deps = createTestDeps(database);
  provider = createServer((_request, response) => {
    requests += 1;
    pending.push(response);
  });
  await new Promise<void>((resolve) => provider.listen(0, "127.0.0.1", resolve));
});
afterEach(() => {
  for (const worker of workers.splice(0)) worker.kill("SIGKILL");
  pending.length = 0;
});
afterAll(async () => {
  provider.closeAllConnections();
  provider.close();
  await deps.close();
  await database.drop();
});

function startWorker(databaseUrl = database.workerUrl): ChildProcess {
  const { port } = provider.address() as AddressInfo;
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2_048 });
  const url = `http://127.0.0.1:${port}`;
  const worker = spawn(process.execPath, [path.join(import.meta.dirname, "main.ts")], {
    env: {
      DATABASE_URL: databaseUrl,
      PORT: "0",
      PROVIDER_HOST: "local-github",
      PROVIDER_WEB_URL: url,
      PROVIDER_API_URL: `${url}/api/v3`,
      GITHUB_APP_ID: "1",
      GITHUB_APP_PRIVATE_KEY: String(privateKey.export({ type: "pkcs1", format: "pem" })),
      GITHUB_ORG: "forgea",
      TOKEN_KEY: randomBytes(32).toString("base64"),
      LOG_LEVEL: "warn",
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  worker.stdout?.on("data", (text: Buffer) => said.push(text.toString()));
  workers.push(worker);
  return worker;
}

async function start(slug: string): Promise<string> {
  const lab = await buildLab(deps, slug);
  const student = await buildStudent(deps);
  const { id } = await startLab(deps, student, { labSlug: lab.slug, correlationId: "test" });
  return id;
}

async function readIntent(labSessionId: string) {
  return deps.database.prisma.repositoryIntent.findFirstOrThrow({ where: { labSessionId } });
}

async function leased(ids: string[]): Promise<boolean> {
  return (await Promise.all(ids.map(readIntent))).every(({ leaseOwner }) => leaseOwner !== null);
}

it("gives a killed worker's jobs to another one within 20 seconds", {
  timeout: 60_000,
}, async () => {
  const id = await start("killed-worker");
  const first = startWorker();
  await expect.poll(() => requests, { timeout: 20_000 }).toBeGreaterThan(0);
  const { leaseOwner } = await readIntent(id);
  first.kill("SIGKILL");
  await once(first, "exit");
  const killedAt = Date.now();
  startWorker();
  await expect
    .poll(async () => (await readIntent(id)).leaseOwner ?? leaseOwner, { timeout: 30_000 })
    .not.toBe(leaseOwner);
  expect(Date.now() - killedAt).toBeLessThan(takeoverMs);
});

it("takes a job whose worker was killed before its first sign of life", {
  timeout: 60_000,
}, async () => {
  const id = await start("never-seen");
  await deps.worker.pool.query(
    `UPDATE graphile_worker._private_jobs SET locked_by = 'worker-never-seen',
       locked_at = now() - interval '13 seconds', attempts = 1 WHERE key = $1`,
    [`provision:${id}`],
  );
  startWorker();
  await expect
    .poll(async () => (await readIntent(id)).leaseOwner, { timeout: takeoverMs })
    .not.toBeNull();
});

/** A way to the database that can be cut: sockets just end, as when the server's machine is gone. */
async function openWay() {
  const { hostname, port } = new URL(database.workerUrl);
  const sockets = new Set<Socket>();
  let isCut = false;
  const way = createTcpServer((near) => {
    if (isCut) {
      near.destroy();
      return;
    }
    const far = connect(Number(port), hostname);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on("error", () => undefined);
      socket.on("close", () => {
        sockets.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    near.pipe(far).pipe(near);
  });
  await new Promise<void>((resolve) => way.listen(0, "127.0.0.1", resolve));
  const url = new URL(database.workerUrl);
  url.port = String((way.address() as AddressInfo).port);
  return {
    url: url.href,
    cut: () => {
      isCut = true;
      for (const socket of sockets) socket.destroy();
    },
    mend: () => {
      isCut = false;
    },
    close: () => way.close(),
  };
}

it("outlives a database that goes away while jobs are run", { timeout: 60_000 }, async () => {
  // Several jobs, so that several ends cannot be noted.
  const gone = await Promise.all(
    ["one", "two", "three"].map((name) => start(`database-gone-${name}`)),
  );
  const before = requests;
  const way = await openWay();
  const worker = startWorker(way.url);
  await expect.poll(() => requests, { timeout: 20_000 }).toBeGreaterThan(before);
  await expect.poll(() => leased(gone), { timeout: 20_000 }).toBe(true);
  way.cut();
  // The jobs end now, and nobody can note how.
  for (const response of pending.splice(0)) response.writeHead(502).end();
  await expect.poll(() => said.join(""), { timeout: 20_000 }).toContain("the job runner broke off");
  way.mend();
  const back = await start("database-back");
  await expect.poll(() => leased([back]), { timeout: 20_000 }).toBe(true);
  expect(worker.exitCode).toBeNull();
  way.close();
});

it("gives back a job that a living worker was given without hearing of it", {
  timeout: 60_000,
}, async () => {
  startWorker();
  const poolOf = async () => {
    const { rows } = await deps.worker.pool.query<{ worker_id: string }>(
      `SELECT worker_id FROM worker_heartbeats
       WHERE worker_id LIKE 'pool-%' ORDER BY started_at DESC LIMIT 1`,
    );
    return rows[0]?.worker_id ?? null;
  };
  await deps.worker.pool.query("DELETE FROM worker_heartbeats");
  await expect.poll(poolOf, { timeout: 20_000 }).not.toBeNull();
  // As a database that dies between handing a job out and answering leaves it.
  const { rows } = await deps.worker.pool.query<{ id: string }>(
    `SELECT id FROM graphile_worker.add_job('compensate-repository', $1, job_key := 'never-heard',
       run_at := now() + interval '1 hour')`,
    [JSON.stringify({ intentId: "0190a000-0000-7000-8000-000000000001" })],
  );
  const jobId = rows[0]?.id ?? "";
  await deps.worker.pool.query(
    `UPDATE graphile_worker._private_jobs SET locked_by = $2, attempts = 1, run_at = now(),
       locked_at = now() - interval '13 seconds' WHERE id = $1`,
    [jobId, await poolOf()],
  );
  const exists = async () =>
    (await deps.worker.pool.query("SELECT 1 FROM graphile_worker.jobs WHERE id = $1", [jobId]))
      .rowCount;
  await expect.poll(exists, { timeout: takeoverMs }).toBe(0);
});
