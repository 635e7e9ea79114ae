import type { SessionDeps } from "../ports.ts";
import { enqueue, expireKey, provisionKey, type TaskName } from "../store/job-store.ts";
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
