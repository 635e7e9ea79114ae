import { applyTransition } from "../store/apply-transition.ts";
import { enqueueCompensation, writeIntent } from "../store/intent-store.ts";
import { releaseMappings } from "../store/mapping-store.ts";
import { inTransaction } from "../store/transaction.ts";
import type { ProvisionStep } from "./provision-step.ts";

/** Ends a provisioning that cannot succeed, with a code that a student's page explains. */
export async function failProvisioning(step: ProvisionStep, failureCode: string): Promise<void> {
  const { deps, intent, correlationId } = step;
  const at = deps.clock.now();
  await inTransaction(deps.database, async (tx) => {
    await applyTransition(tx, {
      labSessionId: intent.labSessionId,
      event: "provisioning-failed",
      by: { kind: "SYSTEM", id: null },
      at,
      correlationId,
      patch: { failureCode },
      data: { failureCode },
    });
    await releaseMappings(tx, intent.labSessionId, at);
    await writeIntent(tx, intent, {
      state: "ABANDONED",
      lastErrorCode: failureCode,
      acceptToken: null,
    });
    await enqueueCompensation(tx, intent.id);
  });
  deps.log.warn({ labSessionId: intent.labSessionId, failureCode }, "provisioning failed");
  deps.wake.touch();
}
