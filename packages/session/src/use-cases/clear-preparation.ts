import type { Actor } from "@forgea/trpc/actor";
import { CodedError } from "@forgea/trpc/coded-error";
import type { SessionDeps } from "../ports.ts";
import { runCommandOnce } from "../store/command-store.ts";
import { endPreparation } from "../store/preparation-store.ts";
import { inTransaction } from "../store/transaction.ts";

/**
 * Clears away what no student took of a preparation: the repositories are deleted by the checks of
 * every compensation. Throws NOT_FOUND when there is none, ILLEGAL_TRANSITION when it ended before.
 */
export async function clearPreparation(
  deps: SessionDeps,
  actor: Actor,
  { id, idempotencyKey: key }: { id: string; idempotencyKey: string },
): Promise<{ cleared: number }> {
  const command = { actorId: actor.id, key, kind: "clear-preparation", request: { id } };
  return inTransaction(deps.database, (tx) =>
    runCommandOnce(tx, command, async () => {
      const cleared = await endPreparation(tx, id, "CLEARED", deps.clock.now());
      if (cleared !== null) return { cleared };
      const known = await tx.preparation.count({ where: { id } });
      throw new CodedError(known === 0 ? "NOT_FOUND" : "ILLEGAL_TRANSITION");
    }),
  );
}
