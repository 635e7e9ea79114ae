import { EventEmitter } from "node:events";
import {
  Logger as JobLogger,
  type Runner,
  type RunnerOptions,
  run,
  type WorkerEvents,
} from "graphile-worker";
import type { Logger } from "pino";
import type { Heartbeat } from "./heartbeat.ts";

/**
 * How a job ended is noted in a batch, however small. Without one, graphile-worker leaves a failure to
 * note it to nobody, and Node ends the process.
 */
const preset = { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } };
/** How long until the jobs are run again after they broke off, in milliseconds. */
const pauseMs = 1_000;
/** How long a runner that broke off may take to end before another one takes its place. */
const settleMs = 3_000;
/** How long a worker waits for its database at its own start, in milliseconds. */
const firstStartMs = 30_000;

/** A runner and the names under which it takes jobs. */
interface Begun {
  readonly runner: Runner;
  readonly names: ReadonlySet<string>;
  /** Aborted when it cannot go on. */
  readonly broken: AbortSignal;
}

/**
 * Runs jobs until it is stopped. A crash of the database breaks the runner off, while it notes how a
 * job ended or while it starts: then another one takes its place, and the jobs in the old one's hands
 * go to others as those of a silent worker.
 */
export class JobRunner {
  readonly #options: RunnerOptions;
  readonly #heartbeat: Heartbeat;
  readonly #log: Logger;
  #current: Runner | null = null;
  #running: Promise<void> | null = null;
  readonly #stopping = new AbortController();

  constructor(options: RunnerOptions, heartbeat: Heartbeat, log: Logger) {
    this.#options = options;
    this.#heartbeat = heartbeat;
    this.#log = log;
  }

  /** Resolves when jobs are run; a database that is not there yet is waited for, not for ever. */
  async start(): Promise<void> {
    const deadline = Date.now() + firstStartMs;
    for (let begun = await this.#begin(deadline); ; begun = await this.#begin(deadline)) {
      if (begun === null) continue;
      this.#running = this.#keepRunning(begun);
      return;
    }
  }

  /** Lets running jobs end. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    // One that broke off just now is stopping already.
    await this.#current?.stop().catch(() => undefined);
    await this.#running;
  }

  async #keepRunning(begun: Begun): Promise<void> {
    let current: Begun | null = begun;
    while (current !== null) {
      this.#current = current.runner;
      const err: unknown = await endOf(current);
      if (!this.#stopping.signal.aborted) {
        this.#log.warn({ err }, "the job runner broke off; another one takes its place");
      }
      for (const id of current.names) this.#heartbeat.remove(id);
      current = null;
      while (current === null && !this.#stopping.signal.aborted) current = await this.#begin();
    }
  }

  /** Null when it did not begin: to be tried again. Throws its reason after the deadline. */
  async #begin(deadline = Number.POSITIVE_INFINITY): Promise<Begun | null> {
    const names = new Set<string>();
    const broken = new AbortController();
    try {
      const events = this.#listen(names, broken);
      const runner = await run({ ...this.#options, preset, events });
      return { runner, names, broken: broken.signal };
    } catch (err) {
      if (Date.now() > deadline) throw err;
      this.#log.warn({ err }, "no jobs are run: the database is not there; trying again");
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
      return null;
    }
  }

  #listen(names: Set<string>, broken: AbortController): WorkerEvents {
    const events: WorkerEvents = new EventEmitter();
    // Jobs are locked in the name of the pool, not of the worker in it.
    events.on("pool:create", ({ workerPool }) => {
      names.add(workerPool.id);
      this.#heartbeat.add(workerPool.id);
    });
    events.on("job:start", ({ job }) => this.#heartbeat.jobBegan(job.id));
    events.on("job:complete", ({ job }) => this.#heartbeat.jobEnded(job.id));
    for (const event of ["pool:fatalError", "pool:gracefulShutdown"] as const) {
      events.on(event, () => broken.abort());
    }
    events.on("job:error", ({ job, error }) => {
      const { task_identifier: task, attempts: attempt } = job;
      this.#log.warn({ err: error, task, attempt }, "job failed");
    });
    return events;
  }
}

/**
 * Resolves with the error that ended a runner. One that broke off may wait for ever for what it cannot
 * note any more: after a moment it is left to itself.
 */
async function endOf({ runner, broken }: Begun): Promise<unknown> {
  const ended = runner.promise.catch((error: unknown) => error);
  const late = new Promise<unknown>((resolve) => {
    const leave = () => setTimeout(() => resolve(new Error("it does not end")), settleMs);
    if (broken.aborted) leave();
    else broken.addEventListener("abort", leave, { once: true });
  });
  return Promise.race([ended, late]);
}

/** What the job queue says, in our log. */
export function jobLogger(log: Logger): JobLogger {
  return new JobLogger(() => (level, message) => {
    if (level === "error") log.error({}, message);
    else if (level === "warning") log.warn({}, message);
    else log.debug({}, message);
  });
}
