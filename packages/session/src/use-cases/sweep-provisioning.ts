import type { SessionDeps } from "../ports.ts";
import { enqueueCompensation } from "../store/intent-store.ts";
import { enqueue, provisionKey } from "../store/job-store.ts";
import {
  findForgotten,
  findStalled,
  findUnattended,
  findUncompensated,
  hastenFailedJobs,
} from "../store/provisioning-sweep-store.ts";
import { inTransaction } from "../store/transaction.ts";
import { abandonProvisioning } from "./abandon-provisioning.ts";

/**
 * Looks after provisioning that nobody works on: gives unfinished intents without a job their job
 * back, ends sessions that came no step further for ten minutes or have nobody who would, plans
 * forgotten compensations, and lets no failed try wait long.
 * Run every few seconds by every worker; safe at once.
 */
export async function sweepProvisioning(deps: SessionDeps, correlationId: string): Promise<void> {
  for (const labSessionId of await findForgotten(deps.database)) {
    const payload = { labSessionId, correlationId };
    const key = provisionKey(labSessionId);
    await inTransaction(deps.database, (tx) =>
      enqueue(tx, { task: "provision-lab-session", payload, key }),
    );
  }
  for (const { id, lastErrorCode } of await findStalled(deps.database)) {
    await abandonProvisioning(deps, id, lastErrorCode ?? "NO_PROGRESS", correlationId);
  }
  for (const labSessionId of await findUnattended(deps.database)) {
    await abandonProvisioning(deps, labSessionId, "NO_PROGRESS", correlationId);
  }
  for (const intentId of await findUncompensated(deps.database)) {
    await inTransaction(deps.database, (tx) => enqueueCompensation(tx, intentId));
  }
  await hastenFailedJobs(deps.database);
}
