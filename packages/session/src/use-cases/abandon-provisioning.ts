import { CodedError } from "@forgea/trpc/coded-error";
import type { SessionDeps } from "../ports.ts";
import { applyTransition } from "../store/apply-transition.ts";
import { abandonIntents } from "../store/intent-store.ts";
import { releaseMappings } from "../store/mapping-store.ts";
import { inTransaction } from "../store/transaction.ts";

/**
 * Ends a provisioning from outside of its lease: whoever still holds the lease writes nothing more.
 * Does nothing when the session is not being set up any more.
 */
export async function abandonProvisioning(
  deps: SessionDeps,
  labSessionId: string,
  failureCode: string,
  correlationId: string,
): Promise<void> {
  const at = deps.clock.now();
  try {
    await inTransaction(deps.database, async (tx) => {
      await applyTransition(tx, {
        labSessionId,
        event: "provisioning-failed",
        by: { kind: "SYSTEM", id: null },
        at,
        correlationId,
        patch: { failureCode },
        data: { failureCode },
      });
      await releaseMappings(tx, labSessionId, at);
      await abandonIntents(tx, labSessionId);
    });
    deps.wake.touch();
  } catch (error) {
    // Bound, stopped or held meanwhile: then there is nothing to end.
    const moot =
      error instanceof CodedError &&
      (error.code === "ILLEGAL_TRANSITION" || error.code === "AMBIGUOUS_STATE");
    if (!moot) throw error;
  }
}
