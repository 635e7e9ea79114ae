import type { TaskList } from "graphile-worker";
import { z } from "zod";
import type { SessionDeps } from "../ports.ts";
import { enqueue } from "../store/job-store.ts";
import { inTransaction } from "../store/transaction.ts";
import { expireLabSession } from "../use-cases/expire-lab-session.ts";
import { provisionLabSession } from "../use-cases/provision-lab-session.ts";
import { processDelivery } from "../webhook/process-delivery.ts";

export interface TaskDeps extends SessionDeps {
  /** Names this worker process in leases. */
  readonly workerId: string;
}

const SessionPayload = z.object({ labSessionId: z.uuid(), correlationId: z.string() });
const DeliveryPayload = z.object({ deliveryId: z.string().regex(/^\d+$/) });

/** The worker's tasks: each parses its payload and calls one use case. */
export function taskList(deps: TaskDeps): TaskList {
  return {
    "provision-lab-session": async (payload) => {
      const request = SessionPayload.parse(payload);
      const outcome = await provisionLabSession(deps, { ...request, workerId: deps.workerId });
      if (outcome.kind === "done") return;
      const runAt = outcome.time;
      await inTransaction(deps.database, (tx) =>
        enqueue(tx, { task: "provision-lab-session", payload: request, runAt }),
      );
    },
    "expire-lab-session": async (payload) => {
      const request = SessionPayload.parse(payload);
      const { labSessionId, correlationId } = request;
      const { endsLater } = await expireLabSession(deps, labSessionId, correlationId);
      if (endsLater === null) return;
      await inTransaction(deps.database, (tx) =>
        enqueue(tx, { task: "expire-lab-session", payload: request, runAt: endsLater }),
      );
    },
    "process-delivery": async (payload) => {
      const { deliveryId } = DeliveryPayload.parse(payload);
      await processDelivery(deps, BigInt(deliveryId));
    },
  };
}
