import type { SessionDeps } from "../ports.ts";
import { enqueue, expireKey, prepareKey, provisionKey, type TaskName } from "../store/job-store.ts";
import { inTransaction } from "../store/transaction.ts";

/** Plans a session's job again for a later time; one that waits already is replaced. */
export async function planAgain(
  deps: SessionDeps,
  task: Extract<TaskName, "provision-lab-session" | "expire-lab-session">,
  payload: { readonly labSessionId: string; readonly correlationId: string },
  runAt: Date,
): Promise<void> {
  const key =
    task === "provision-lab-session"
      ? provisionKey(payload.labSessionId)
      : expireKey(payload.labSessionId);
  await inTransaction(deps.database, (tx) => enqueue(tx, { task, payload, runAt, key }));
}

/** Plans a repository that is made ahead again for a later time; a job that waits is replaced. */
export async function planPreparation(
  deps: SessionDeps,
  intentId: string,
  runAt: Date,
): Promise<void> {
  const task = "prepare-repository";
  const key = prepareKey(intentId);
  await inTransaction(deps.database, (tx) =>
    enqueue(tx, { task, payload: { intentId }, runAt, key }),
  );
}
