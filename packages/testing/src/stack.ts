import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream, existsSync, rmSync } from "node:fs";
import { chmod, mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";

import { refuseSecondStack } from "@forgea/bootstrap/running-stack";
import { freePorts } from "@forgea/postgres/free-ports";
import { removeDataDirectory } from "@forgea/postgres/place";

import { ownEnvironment } from "./env.ts";
import { readStack, type StackDescription } from "./stack-description.ts";

export type { StackAccount, StackDescription } from "./stack-description.ts";
export { readStack } from "./stack-description.ts";

const projectRoot = path.resolve(import.meta.dirname, "../../..");

const portVariables = [
  "STUDENT_PORT",
  "ADMIN_PORT",
  "PREVIEW_PORT",
  "LOCAL_GITHUB_PORT",
  "WORKER_PORT",
  "POSTGRES_PORT",
] as const;

export type StackOptions = {
  /** Kept when it is given; else a temporary one, removed by `stop`. */
  dataDirectory?: string;
  /** More environment for every process of the stack. */
  env?: Record<string, string>;
  /** local-github plays GitHub's limits and faults on request: `testControl` of the description says how to reach it. */
  testControl?: boolean;
  /** Gives up after this many milliseconds; a first start also builds. */
  limit?: number;
};

/** People who have never signed in: a journey begins with somebody new. */
const spareStudents = 60;

/** A stack of one's own. */
export type RunningStack = StackDescription & {
  /** Where `stack.json` is, for processes that read it themselves. */
  file: string;
  dataDirectory: string;
  /** Ends every process, and removes the data unless `keepData` or a directory was given. */
  stop: (options?: { keepData?: boolean }) => Promise<void>;
};

/** Starts the real stack, as `npm start` does, on free ports with data of its own. */
export async function startStack(options: StackOptions = {}): Promise<RunningStack> {
  const dataDirectory = options.dataDirectory ?? (await temporaryDataDirectory());
  const output = path.join(dataDirectory, "start.log");
  const file = path.join(dataDirectory, "stack.json");
  refuseSecondStack(dataDirectory);
  rmSync(file, { force: true });
  const starter = spawn(process.execPath, ["tooling/bootstrap/start.mjs"], {
    cwd: projectRoot,
    env: {
      ...ownEnvironment,
      ...(await freePortEnvironment()),
      FORGEA_DEMO_STUDENTS: String(spareStudents),
      ...options.env,
      ...(options.testControl && { FORGEA_TEST_CONTROL: "1" }),
      FORGEA_DATA_DIR: dataDirectory,
      FORGEA_END_WITH_PARENT: "1",
      DATABASE_URL: options.env?.["DATABASE_URL"],
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const log = createWriteStream(output);
  for (const stream of [starter.stdout, starter.stderr]) stream.pipe(log, { end: false });

  const stop = async ({ keepData = options.dataDirectory !== undefined } = {}) => {
    await end(starter);
    log.end();
    if (!keepData) removeDataDirectory(dataDirectory);
  };
  try {
    await untilDescribed(starter, file, output, options.limit ?? 600_000);
    return { ...(await readStack(file)), file, dataDirectory, stop };
  } catch (error) {
    // The data stays for whoever wants to know why.
    await stop({ keepData: true });
    throw error;
  }
}

async function temporaryDataDirectory(): Promise<string> {
  const directory = await mkdtemp(path.join(tmpdir(), "forgea-stack-"));
  // As root the database runs as another user, who has to pass through.
  await chmod(directory, 0o711);
  return directory;
}

async function freePortEnvironment(): Promise<Record<string, string>> {
  const ports = await freePorts(portVariables.length);
  return Object.fromEntries(portVariables.map((name, index) => [name, String(ports[index])]));
}

async function untilDescribed(
  starter: ChildProcess,
  file: string,
  output: string,
  limit: number,
): Promise<void> {
  const deadline = Date.now() + limit;
  while (!existsSync(file)) {
    const hasEnded = starter.exitCode !== null || starter.signalCode !== null;
    if (hasEnded || Date.now() > deadline) {
      const why = hasEnded ? "ended" : `was not ready within ${limit / 1000} s`;
      throw new Error(`The stack ${why}:\n${await readFile(output, "utf8")}\n(${output})`);
    }
    await pause(50);
  }
}

async function end(starter: ChildProcess): Promise<void> {
  if (starter.exitCode !== null || starter.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => {
    starter.once("exit", () => resolve());
  });
  starter.kill("SIGTERM");
  await ended;
}
