import { ProviderError, type ProviderRepository, type SessionDeps } from "../ports.ts";
import {
  type AbandonedIntent,
  findAbandonedIntent,
  settleIntent,
} from "../store/abandoned-intent-store.ts";
import { appendEvent } from "../store/event-store.ts";
import { lockLabSession } from "../store/lab-session-store.ts";
import { tombstoneMappings } from "../store/mapping-store.ts";
import { inTransaction } from "../store/transaction.ts";
import { checkInstallation } from "./check-installation.ts";
import { judgeLeftover, type Verdict } from "./judge-leftover.ts";

/**
 * Clears away what an abandoned intent left at the provider. Deletes only a repository that carries
 * our mark, is bound to no session, and has nothing in it but the template; everything else is set
 * aside for a person and looked at again after a day. Safe to call any number of times.
 */
export async function compensateRepository(deps: SessionDeps, intentId: string): Promise<void> {
  const intent = await findAbandonedIntent(deps.database, intentId);
  if (intent === null) return;
  try {
    await clearAway(deps, intent);
  } catch (err) {
    const { labSessionId } = intent;
    deps.log.warn({ err, labSessionId, intentId }, "the provider did not do it");
    throw err;
  }
}

async function clearAway(deps: SessionDeps, intent: AbandonedIntent): Promise<void> {
  const repository = await findLeftover(deps, intent);
  if (repository === null) await requireAccess(deps, intent);
  const verdict =
    repository === null ? "nothing-there" : await judgeLeftover(deps, intent, repository);
  if (verdict === "delete" && repository !== null) await remove(deps, intent, repository);
  await record(deps, intent, verdict, repository);
}

async function remove(
  deps: SessionDeps,
  intent: AbandonedIntent,
  repository: ProviderRepository,
): Promise<void> {
  const subject = intent.labSessionId ?? intent.id;
  const answer = deps.github.deleteRepository(repository);
  answer.catch(() => undefined);
  await deps.failpoint?.("compensation-sent", subject);
  await answer;
  await deps.failpoint?.("deleted-not-recorded", subject);
}

function findLeftover(deps: SessionDeps, intent: AbandonedIntent) {
  return intent.providerRepoId === null
    ? deps.github.findRepositoryByName(intent.owner, intent.name)
    : deps.github.findRepositoryById(intent.providerRepoId);
}

/** Without access a 404 says nothing: the job comes back later. Throws ProviderError. */
async function requireAccess(deps: SessionDeps, intent: AbandonedIntent): Promise<void> {
  const except = intent.providerRepoId === null ? [] : [intent.providerRepoId];
  const access = await checkInstallation(deps, `compensate:${intent.id}`, except);
  if (access.lost === null) return;
  throw new ProviderError("no-access", "what an intent left behind cannot be looked for now");
}

async function record(
  deps: SessionDeps,
  intent: AbandonedIntent,
  verdict: Verdict | "nothing-there",
  repository: ProviderRepository | null,
): Promise<void> {
  const { labSessionId } = intent;
  await inTransaction(deps.database, async (tx) => {
    if (labSessionId !== null) await lockLabSession(tx, labSessionId);
    const state = verdict === "set-aside" ? "SET_ASIDE" : "DISCARDED";
    const settled = await settleIntent(tx, intent, state);
    // Still set aside after a day is no news.
    const isNews = settled && state !== intent.state;
    if (!isNews || labSessionId === null || repository === null) return;
    if (verdict === "delete") {
      await tombstoneMappings(tx, intent.host, repository.id);
    }
    await appendEvent(tx, {
      labSessionId,
      kind: verdict === "delete" ? "repository-removed" : "repository-set-aside",
      by: { kind: "SYSTEM", id: null },
      data: { providerRepoId: repository.id.toString() },
      correlationId: `compensate:${intent.id}`,
      at: deps.clock.now(),
    });
  });
  if (verdict === "set-aside") {
    deps.log.warn({ intentId: intent.id }, "a repository was set aside for a person to look at");
  }
  deps.wake.touch();
}
