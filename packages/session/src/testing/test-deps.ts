import { randomBytes } from "node:crypto";
import { createDatabase, type Database } from "@forgea/schema";
import { Logger as JobLogger, runOnce } from "graphile-worker";
import { EventWake } from "../live/event-wake.ts";
import type { Clock, Logger, SessionDeps } from "../ports.ts";
import { taskList } from "../tasks/task-list.ts";
import { createVault } from "../vault.ts";
import { FakeGitHub } from "./fake-github.ts";

/** A clock that stands still until it is set. */
export class FakeClock implements Clock {
  #now: Date;
  constructor(now: Date = new Date()) {
    this.#now = now;
  }
  now(): Date {
    return this.#now;
  }
  set(now: Date): void {
    this.#now = now;
  }
}

const quiet: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

export type TestDeps = SessionDeps & {
  github: FakeGitHub;
  clock: FakeClock;
  /** The same database as the worker's role. */
  worker: Database;
  workerUrl: string;
  close(): Promise<void>;
};

/** What use cases need, on a real database as the app's role, with a provider in memory. */
export function createTestDeps(urls: { appUrl: string; workerUrl: string }): TestDeps {
  const common = { poolSize: 12, applicationName: "forgea-test" };
  const database = createDatabase({ ...common, url: urls.appUrl });
  const worker = createDatabase({ ...common, url: urls.workerUrl });
  return {
    database,
    worker,
    workerUrl: urls.workerUrl,
    github: new FakeGitHub(),
    organisation: "forgea",
    clock: new FakeClock(),
    log: quiet,
    vault: createVault(randomBytes(32).toString("base64")),
    wake: new EventWake(database, quiet),
    async close() {
      await database.close();
      await worker.close();
    },
  };
}

/** Runs every job that is due as the worker's role, until none is left. */
export async function drainJobs(deps: TestDeps): Promise<void> {
  const tasks = taskList({ ...deps, database: deps.worker, workerId: "test-worker" });
  const logger = new JobLogger(() => () => undefined);
  await runOnce({
    connectionString: deps.workerUrl,
    taskList: tasks,
    noHandleSignals: true,
    logger,
  });
}
