import type { Database } from "@forgea/schema";
import type { Logger } from "pino";

const beatMs = 3_000;
/** A worker that was silent for so long is taken for dead; its jobs go to others. */
const silentSeconds = 10;

/**
 * Says every three seconds that this process and its pools of job runners live, and takes the jobs and leases
 * of silent ones away. Safe when a silent one only slept: every write of a job is fenced by a lease or idempotent.
 */
export class Heartbeat {
  readonly #database: Database;
  readonly #log: Logger;
  readonly #runners = new Set<string>();
  /** Ids of the jobs that this process knows to be in its hands. */
  readonly #jobs = new Set<string>();
  #timer: NodeJS.Timeout | null = null;
  #beating: Promise<void> | null = null;

  constructor(database: Database, log: Logger) {
    this.#database = database;
    this.#log = log;
  }

  add(runnerId: string): void {
    this.#runners.add(runnerId);
  }

  /** A runner that stopped: silent from now on. */
  remove(runnerId: string): void {
    this.#runners.delete(runnerId);
  }

  /** A job was handed to this process. */
  jobBegan(id: string): void {
    this.#jobs.add(id);
  }

  jobEnded(id: string): void {
    this.#jobs.delete(id);
  }

  start(): void {
    this.#beat();
    this.#timer = setInterval(() => this.#beat(), beatMs);
  }

  async stop(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    await this.#beating;
    await this.#database.prisma.workerHeartbeat.deleteMany({
      where: { workerId: { in: [...this.#runners] } },
    });
  }

  #beat(): void {
    this.#beating ??= this.#beatOnce()
      .catch((err: unknown) => this.#log.warn({ err }, "heartbeat not written"))
      .finally(() => {
        this.#beating = null;
      });
  }

  async #beatOnce(): Promise<void> {
    await this.#database.pool.query(
      `INSERT INTO worker_heartbeats (worker_id, started_at, last_seen_at)
       SELECT id, now(), now() FROM unnest($1::text[]) AS id
       ON CONFLICT (worker_id) DO UPDATE SET last_seen_at = now()`,
      [[...this.#runners]],
    );
    const silent = await this.#database.pool.query<{ workers: string[] | null }>(
      `WITH gone AS (
         DELETE FROM worker_heartbeats
         WHERE last_seen_at < now() - make_interval(secs => $1) RETURNING worker_id
       ), never_seen AS (
         -- Killed between taking a job and the first beat.
         SELECT DISTINCT locked_by AS worker_id FROM graphile_worker.jobs j
         WHERE locked_at < now() - make_interval(secs => $1)
           AND NOT EXISTS (SELECT FROM worker_heartbeats h WHERE h.worker_id = j.locked_by)
       ), silent AS (
         SELECT worker_id FROM gone UNION SELECT worker_id FROM never_seen
       ), unlocked AS (
         SELECT graphile_worker.force_unlock_workers(array_agg(worker_id)) FROM silent
         HAVING count(*) > 0
       ), leases AS (
         UPDATE repository_intents SET lease_until = now()
         WHERE lease_until > now() AND lease_owner IN (SELECT worker_id FROM silent)
       )
       SELECT array_agg(worker_id) AS workers FROM silent
       WHERE (SELECT count(*) FROM unlocked) >= 0`,
      [silentSeconds],
    );
    const workers = silent.rows[0]?.workers;
    if (workers) this.#log.warn({ workers }, "silent workers: their jobs go to others");
    await this.#giveBackUnknown();
  }

  /**
   * A database that is killed after it has handed out jobs and before the answer is read leaves jobs in our
   * name that we never heard of: nobody would run them while we live.
   */
  async #giveBackUnknown(): Promise<void> {
    const unknown = await this.#database.pool.query<{ id: string }>(
      `UPDATE graphile_worker._private_jobs SET locked_at = NULL, locked_by = NULL
       WHERE locked_by = ANY($1) AND locked_at < now() - make_interval(secs => $2)
         AND id <> ALL($3::bigint[])
       RETURNING id::text`,
      [[...this.#runners], silentSeconds, [...this.#jobs]],
    );
    if (unknown.rows.length === 0) return;
    const jobs = unknown.rows.map(({ id }) => id);
    this.#log.warn({ jobs }, "jobs that this worker was given without hearing of them: given back");
  }
}
