import { randomUUID } from "node:crypto";
import { isSchemaCurrent } from "@forgea/schema";
import { armFailpoint, taskList } from "@forgea/session/server";
import { checkReadiness } from "@forgea/trpc/check-readiness";
import { composeDeps, createLogger } from "./compose.ts";
import { readEnvironment } from "./env.ts";
import { startHealthServer } from "./health-server.ts";
import { Heartbeat } from "./heartbeat.ts";
import { JobRunner, jobLogger } from "./job-runner.ts";
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
const jobs = new JobRunner(
  {
    connectionString: env.DATABASE_URL,
    concurrency: env.WORKER_CONCURRENCY,
    maxPoolSize: env.WORKER_CONCURRENCY + 2,
    pollInterval: 1_000,
    noHandleSignals: true,
    logger: jobLogger(log),
    taskList: taskList({ ...deps, workerId }),
  },
  heartbeat,
  log,
);
await jobs.start();
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
  await jobs.stop();
  await heartbeat.stop();
  await database.close();
}

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => void stop().then(() => process.exit(0)));
}
