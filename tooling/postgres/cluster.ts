import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";

import { tailOf } from "@forgea/bootstrap/data-directory";
import { Refusal } from "@forgea/bootstrap/refusal";
import { Client, DatabaseError } from "pg";

import { placeBinaries, placeCluster } from "./place.ts";
import { findServerUser, type ServerUser } from "./server-user.ts";
import { endStaleServer } from "./stale-server.ts";

export type ClusterOptions = {
  /** The installation's data directory; the cluster is made in it, or elsewhere when it must. */
  dataDirectory: string;
  port: number;
  superuserPassword: string;
  /** Where the server writes its log. */
  log: string;
  /** `durable` keeps every committed row through a crash; `throw-away` is for tests and does not. */
  durability: "durable" | "throw-away";
  /** Told of the server's process as soon as there is one, long before it takes connections. */
  onSpawn?: (server: ChildProcess) => void;
  /** Told in a sentence what a person should know. */
  say?: (sentence: string) => void;
};

/** A running PostgreSQL. */
export type Cluster = {
  process: ChildProcess;
  pid: number;
  /** The superuser on the database `postgres`. */
  superuserUrl: string;
  stop: () => Promise<void>;
};

const common = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  shared_buffers: "256MB",
  timezone: "UTC",
  log_timezone: "UTC",
  log_checkpoints: "off",
  log_line_prefix: "%m [%p] %u@%d ",
  // Compiling a plan costs more than any of our short statements.
  jit: "off",
};

const settings = {
  durable: { ...common, max_connections: "200", fsync: "on", synchronous_commit: "on" },
  "throw-away": {
    ...common,
    max_connections: "300",
    fsync: "off",
    synchronous_commit: "off",
    full_page_writes: "off",
    wal_level: "minimal",
    max_wal_senders: "0",
  },
} as const;

/** Makes the cluster when there is none and starts its server; resolves when it takes connections. */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const user = findServerUser();
  const binaries = placeBinaries(user);
  const directory = placeCluster(options.dataDirectory, user, options.say ?? (() => undefined));
  await endStaleServer(path.join(directory, "cluster"));
  if (!existsSync(path.join(directory, "cluster"))) initialise(binaries, directory, user, options);
  return await startServer(binaries, path.join(directory, "cluster"), user, options);
}

function initialise(
  binaries: string,
  directory: string,
  user: ServerUser,
  options: ClusterOptions,
): void {
  // Under another name until it is whole: a start that was interrupted here begins again from nothing.
  const unfinished = path.join(directory, "unfinished");
  rmSync(unfinished, { recursive: true, force: true });
  const secretFolder = mkdtempSync(path.join(tmpdir(), "forgea-initdb-"));
  const passwordFile = path.join(secretFolder, "password");
  try {
    writeFileSync(passwordFile, `${options.superuserPassword}\n`, { mode: 0o600 });
    giveTo(user, secretFolder, passwordFile);
    const { status, stderr, error } = spawnSync(
      path.join(binaries, "bin/initdb"),
      [
        `--pgdata=${unfinished}`,
        "--username=postgres",
        `--pwfile=${passwordFile}`,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        // PostgreSQL's own collation: the same order on every machine, and no locale of the system is needed.
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--locale=C",
        ...(options.durability === "durable" ? [] : ["--no-sync"]),
      ],
      { ...user, cwd: "/", encoding: "utf8", env: serverEnvironment() },
    );
    if (status !== 0) {
      throw new Refusal("PostgreSQL could not set up its data directory.", {
        tail: stderr || (error?.message ?? ""),
      });
    }
    renameSync(unfinished, path.join(directory, "cluster"));
  } finally {
    rmSync(secretFolder, { recursive: true, force: true });
  }
}

function giveTo(user: ServerUser, ...files: string[]): void {
  if (user.uid === undefined || user.gid === undefined) return;
  for (const file of files) chownSync(file, user.uid, user.gid);
}

async function startServer(
  binaries: string,
  cluster: string,
  user: ServerUser,
  options: ClusterOptions,
): Promise<Cluster> {
  refuseOtherVersion(cluster);
  const flags = Object.entries(settings[options.durability]).flatMap(([name, value]) => [
    "-c",
    `${name}=${value}`,
  ]);
  mkdirSync(path.dirname(options.log), { recursive: true });
  const output = openSync(options.log, "a", 0o600);
  const server = spawn(
    path.join(binaries, "bin/postgres"),
    ["-D", cluster, "-p", String(options.port), ...flags],
    // A group of its own, so that Ctrl-C in our terminal does not end the database before its clients.
    {
      ...user,
      cwd: "/",
      stdio: ["ignore", output, output],
      env: serverEnvironment(),
      detached: true,
    },
  );
  closeSync(output);
  options.onSpawn?.(server);
  const url = new URL(`postgres://postgres@127.0.0.1:${options.port}/postgres`);
  url.password = options.superuserPassword;
  await untilReady(server, url.href, options.log);
  return {
    process: server,
    pid: server.pid ?? 0,
    superuserUrl: url.href,
    stop: () => stopServer(server),
  };
}

function serverEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env["PATH"], LC_ALL: "C", TZ: "UTC" };
}

function refuseOtherVersion(cluster: string): void {
  const version = readFileSync(path.join(cluster, "PG_VERSION"), "utf8").trim();
  if (version === "18") return;
  throw new Refusal(
    `The data in ${cluster} belongs to PostgreSQL ${version}; this is PostgreSQL 18.`,
    {
      remedy: "Set FORGEA_DATA_DIR to an empty folder to begin anew, or dump the old data first.",
    },
  );
}

async function untilReady(server: ChildProcess, url: string, log: string): Promise<void> {
  // Recovery after a crash may take a while; a fresh cluster needs a second.
  const deadline = Date.now() + 120_000;
  let failure: Error | undefined;
  server.once("error", (error) => {
    failure = error;
  });
  for (;;) {
    if (failure || server.exitCode !== null || server.signalCode !== null) {
      throw new Refusal("PostgreSQL did not start.", {
        tail: failure?.message ?? tailOf(log),
        log,
      });
    }
    if (await connects(url)) return;
    if (Date.now() > deadline) {
      await stopServer(server);
      throw new Refusal("PostgreSQL was not ready within 2 minutes.", { tail: tailOf(log), log });
    }
    await pause(40);
  }
}

async function connects(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    return true;
  } catch (error) {
    // A wrong password never becomes right by waiting.
    if (error instanceof DatabaseError && error.code === "28P01") {
      throw new Refusal("PostgreSQL refuses the password from this data directory's secrets.", {
        remedy: "The database was made with other secrets: set FORGEA_DATA_DIR to another folder.",
      });
    }
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Fast shutdown: clients are disconnected, everything is written; after 8 s the server is cut off. */
async function stopServer(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null || server.pid === undefined) return;
  const ended = new Promise<void>((resolve) => {
    server.once("exit", () => resolve());
  });
  server.kill("SIGINT");
  const cutOff = setTimeout(() => server.kill("SIGQUIT"), 8000);
  await ended;
  clearTimeout(cutOff);
}
