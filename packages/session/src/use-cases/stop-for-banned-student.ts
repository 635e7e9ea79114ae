import { writeIntent } from "../store/intent-store.ts";
import { inTransaction } from "../store/transaction.ts";
import { failProvisioning } from "./fail-provisioning.ts";
import type { ProvisionStep } from "./provision-step.ts";

/**
 * A student who was banned after the click gets no repository: the session stops, what was made is
 * cleared away. One that is bound already keeps its repository, but nobody is invited to it.
 */
export async function stopForBannedStudent(step: ProvisionStep): Promise<void> {
  const { deps, intent } = step;
  if (intent.step !== "INVITING") {
    await failProvisioning(step, "STUDENT_BANNED");
    return;
  }
  await inTransaction(deps.database, (tx) =>
    writeIntent(tx, intent, { step: "DONE", acceptToken: null }),
  );
}
