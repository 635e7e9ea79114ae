import { findOpenBreaker } from "../store/breaker-store.ts";
import { takeTurn } from "../store/budget-store.ts";
import { renewLease, writeIntent } from "../store/intent-store.ts";
import { inTransaction } from "../store/transaction.ts";
import { leaseSeconds, type MakingStep } from "./provision-step.ts";

/**
 * Takes the creation's share of the provider's budget, in the order of asking. Answers when to ask
 * again, or null when the repository may be made now (or is made already). A broken template's
 * sessions wait for their breaker without touching the budget.
 */
export async function waitForTurn({ deps, intent }: MakingStep): Promise<Date | null> {
  if (intent.providerRepoId !== null) return null;
  // Who slept through its lease must not take a turn; who has it needs all of it for the creation.
  await renewLease(deps.database, intent, leaseSeconds);
  const { host, owner, templateRepoId: repoId } = intent;
  const openUntil = await findOpenBreaker(deps.database, { host, repoId });
  if (openUntil !== null) return openUntil;
  const turn = await takeTurn(
    deps.database,
    { host, owner },
    intent.id,
    deps.github.creationLimits,
  );
  if (!turn.granted) return turn.at;
  // Waiting in line was no standstill: the time for it begins now. After a failure it goes on.
  const progressAt = intent.lastErrorCode === null ? { progressAt: new Date() } : {};
  await inTransaction(deps.database, (tx) =>
    writeIntent(tx, intent, { step: "CREATING", ...progressAt }),
  );
  return null;
}
