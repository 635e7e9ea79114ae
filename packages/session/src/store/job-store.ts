import type { Tx } from "./transaction.ts";

/** Every task that may be queued; the database refuses others. */
export type TaskName =
  | "provision-lab-session"
  | "process-delivery"
  | "expire-lab-session"
  | "compensate-repository"
  | "prepare-repository";

export interface NewJob {
  readonly task: TaskName;
  readonly payload: Readonly<Record<string, string>>;
  /** Not before this time; absent: now. */
  readonly runAt?: Date;
  /** A job with the same key that did not begin yet is replaced. */
  readonly key?: string;
}

/** One waiting provisioning job per session. */
export function provisionKey(labSessionId: string): string {
  return `provision:${labSessionId}`;
}

/** One waiting job at a time for a session's end. */
export function expireKey(labSessionId: string): string {
  return `expire:${labSessionId}`;
}

/** One waiting job per repository that is made ahead. */
export function prepareKey(intentId: string): string {
  return `prepare:${intentId}`;
}

/** Adds a job in the caller's transaction: it exists exactly when the change does. */
export async function enqueue(tx: Tx, job: NewJob): Promise<void> {
  await tx.$queryRaw`
    SELECT forgea.enqueue(${job.task}, ${JSON.stringify(job.payload)}::jsonb,
      coalesce(${job.runAt ?? null}::timestamptz, now()), ${job.key ?? null}::text)::text`;
}
