import { randomUUID } from "node:crypto";
import { EventEmitter } from "node:events";
import { isSchemaCurrent } from "@forgea/schema";
import { armFailpoint, taskList } from "@forgea/session/server";
import { checkReadiness } from "@forgea/trpc/check-readiness";
import { Logger as JobLogger, run, type WorkerEvents } from "graphile-worker";
import { composeDeps, createLogger } from "./compose.ts";
import { readEnvironment } from "./env.ts";
import { startHealthServer } from "./health-server.ts";
import { Heartbeat } from "./heartbeat.ts";
import { Sweeper } from "./sweeper.ts";

const env = readEnvironment();
const log = createLogger(env, "forgea-worker");
const deps = {
  ...composeDeps(env, log),
  ...(env.FORGEA_FAILPOINTS && { failpoint: armFailpoint(env.FORGEA_FAILPOINTS, log) }),
};
const { database } = deps;
const heartbeat = new Heartbeat(database, log);
/** Names this process in leases. */
const workerId = `worker-${process.pid}-${randomUUID()}`;
heartbeat.add(workerId);
const events: WorkerEvents = new EventEmitter();
events.on("worker:create", ({ worker }) => heartbeat.add(worker.workerId));
// One that broke off does not beat any more, so the job in its hands goes to others.
events.on("worker:stop", ({ worker }) => heartbeat.remove(worker.workerId));
events.on("job:error", ({ job, error }) => {
  log.warn({ err: error, task: job.task_identifier, attempt: job.attempts }, "job failed");
});

const runner = await run({
  connectionString: env.DATABASE_URL,
  concurrency: env.WORKER_CONCURRENCY,
  maxPoolSize: env.WORKER_CONCURRENCY + 2,
  pollInterval: 1_000,
  noHandleSignals: true,
  events,
  logger: new JobLogger(() => (level, message) => {
    if (level === "error") log.error({}, message);
    else if (level === "warning") log.warn({}, message);
    else log.debug({}, message);
  }),
  taskList: taskList({ ...deps, workerId }),
});
heartbeat.start();
const sweeper = new Sweeper(deps);
sweeper.start();

/** The worker ends sessions by its own clock, so it is no more ready with a wrong one than a web process is. */
const probe = {
  isMigrated: () => isSchemaCurrent(database),
  async readClock() {
    const { rows } = await database.pool.query<{ now: Date }>("select clock_timestamp() as now");
    return rows[0]?.now ?? new Date(0);
  },
};

let stopping = false;
const health = await startHealthServer(env.PORT, async () => {
  if (stopping) return false;
  return (await checkReadiness(probe, deps.clock, log)).ok;
});
log.info({ port: env.PORT }, "worker ready");

/** Lets running jobs end, then closes everything; the supervisor kills who takes too long. */
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  health.close();
  await sweeper.stop();
  await runner.stop();
  await heartbeat.stop();
  await database.close();
}

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => void stop().then(() => process.exit(0)));
}
await runner.promise;
