import type { TaskList } from "graphile-worker";
import { z } from "zod";
import type { SessionDeps } from "../ports.ts";
import { enqueue, provisionKey } from "../store/job-store.ts";
import { inTransaction } from "../store/transaction.ts";
import { compensateRepository } from "../use-cases/compensate-repository.ts";
import { expireLabSession } from "../use-cases/expire-lab-session.ts";
import { provisionLabSession } from "../use-cases/provision-lab-session.ts";
import { processDelivery } from "../webhook/process-delivery.ts";

export interface TaskDeps extends SessionDeps {
  /** Names this worker process in leases. */
  readonly workerId: string;
}

const SessionPayload = z.object({ labSessionId: z.uuid(), correlationId: z.string() });
const IntentPayload = z.object({ intentId: z.uuid() });
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
        enqueue(tx, {
          task: "provision-lab-session",
          payload: request,
          runAt,
          key: provisionKey(request.labSessionId),
        }),
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
    "compensate-repository": async (payload) => {
      const { intentId } = IntentPayload.parse(payload);
      await compensateRepository(deps, intentId);
    },
    "process-delivery": async (payload) => {
      const { deliveryId } = DeliveryPayload.parse(payload);
      await processDelivery(deps, BigInt(deliveryId));
    },
  };
}
