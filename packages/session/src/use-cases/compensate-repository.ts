import type { ProviderRepository, SessionDeps } from "../ports.ts";
import {
  type AbandonedIntent,
  findAbandonedIntent,
  settleIntent,
} from "../store/abandoned-intent-store.ts";
import { appendEvent } from "../store/event-store.ts";
import { lockLabSession } from "../store/lab-session-store.ts";
import { hasLiveMapping, tombstoneMappings } from "../store/mapping-store.ts";
import { inTransaction } from "../store/transaction.ts";
import { markerOf } from "./create-repository.ts";

/** What is to become of an abandoned intent's repository. */
type Verdict = "nothing-there" | "delete" | "set-aside";

/**
 * Clears away what an abandoned intent left at the provider. Deletes only a repository that carries
 * our mark, is bound to no session, and has nothing in it but the template; everything else is set
 * aside for a person. Safe to call any number of times.
 */
export async function compensateRepository(deps: SessionDeps, intentId: string): Promise<void> {
  const intent = await findAbandonedIntent(deps.database, intentId);
  if (intent === null) return;
  const repository = await findLeftover(deps, intent);
  const verdict = await judge(deps, intent, repository);
  if (verdict === "delete" && repository !== null) await deps.github.deleteRepository(repository);
  await record(deps, intent, verdict, repository);
}

function findLeftover(deps: SessionDeps, intent: AbandonedIntent) {
  return intent.providerRepoId === null
    ? deps.github.findRepositoryByName(intent.owner, intent.name)
    : deps.github.findRepositoryById(intent.providerRepoId);
}

async function judge(
  deps: SessionDeps,
  intent: AbandonedIntent,
  repository: ProviderRepository | null,
): Promise<Verdict> {
  if (repository === null) return "nothing-there";
  if (repository.description !== markerOf(intent.id)) return "set-aside";
  if (await hasLiveMapping(deps.database, intent.host, repository.id)) return "set-aside";
  const commits = await deps.github.countCommits(repository);
  if (commits > 1) return "set-aside";
  const head = commits === 0 ? null : await deps.github.readHead(repository);
  const onlyTemplate = head === null || head.treeSha === intent.templateTreeSha;
  return onlyTemplate ? "delete" : "set-aside";
}

async function record(
  deps: SessionDeps,
  intent: AbandonedIntent,
  verdict: Verdict,
  repository: ProviderRepository | null,
): Promise<void> {
  const { labSessionId } = intent;
  await inTransaction(deps.database, async (tx) => {
    if (labSessionId !== null) await lockLabSession(tx, labSessionId);
    const settled = await settleIntent(
      tx,
      intent.id,
      verdict === "set-aside" ? "SET_ASIDE" : "DISCARDED",
    );
    if (!settled || labSessionId === null || repository === null) return;
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
