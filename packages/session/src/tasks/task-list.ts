import type { TaskList } from "graphile-worker";
import { z } from "zod";
import type { SessionDeps } from "../ports.ts";
import { compensateRepository } from "../use-cases/compensate-repository.ts";
import { expireLabSession } from "../use-cases/expire-lab-session.ts";
import { planAgain, planPreparation } from "../use-cases/plan-again.ts";
import { prepareRepository } from "../use-cases/prepare-repository.ts";
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
      if (outcome.kind === "again-at") {
        await planAgain(deps, "provision-lab-session", request, outcome.time);
      }
      await deps.failpoint?.("job-done-not-acknowledged", request.labSessionId);
    },
    "expire-lab-session": async (payload) => {
      const request = SessionPayload.parse(payload);
      const { labSessionId, correlationId } = request;
      const { endsLater } = await expireLabSession(deps, labSessionId, correlationId);
      if (endsLater !== null) await planAgain(deps, "expire-lab-session", request, endsLater);
    },
    "prepare-repository": async (payload) => {
      const { intentId } = IntentPayload.parse(payload);
      const again = await prepareRepository(deps, { intentId, workerId: deps.workerId });
      if (again !== null) await planPreparation(deps, intentId, again);
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
