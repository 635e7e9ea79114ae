import type { ProviderRepository, SessionDeps } from "../ports.ts";
import { findLostAccess } from "../store/installation-store.ts";
import {
  claimRepositorySweep,
  findLeftAlone,
  findMarkedIntents,
  finishRepositorySweep,
  type MarkedIntent,
  recordStray,
  reopenCompensation,
  type SweepPlace,
} from "../store/stray-store.ts";
import { inTransaction } from "../store/transaction.ts";
import { judgeLeftover } from "./judge-leftover.ts";
import { intentIdOf } from "./marker.ts";

/** Pages of a hundred that one sweep reads at most; what is left comes next time. */
const maxPages = 10;

/**
 * Looks from the provider's side: which of our organisation's repositories carry our mark and belong
 * to no intent that wants them? A request that the provider executed after we had looked leaves one.
 * Reads what is new since the last look, and one page of what is older, in turn. Called by every
 * worker; one of them does it, every ten seconds. Throws ProviderError; the next call begins again.
 */
export async function sweepRepositories(deps: SessionDeps): Promise<void> {
  const key = { host: deps.github.host, owner: deps.organisation };
  if ((await findLostAccess(deps.database.prisma, key)) !== null) return;
  const place = await claimRepositorySweep(deps.database, key);
  if (place === null) return;
  const { repositories, next } = await readPages(deps, place);
  await lookAt(deps, repositories);
  await finishRepositorySweep(deps.database, key, next);
}

async function readPages(deps: SessionDeps, place: SweepPlace) {
  const repositories: ProviderRepository[] = [];
  let page = 1;
  for (; page <= maxPages; page++) {
    const found = await deps.github.listRepositories(page);
    repositories.push(...found);
    const oldest = found.at(-1);
    if (oldest === undefined || oldest.id <= place.newestRepoId) break;
  }
  const older = place.nextPage > page ? await deps.github.listRepositories(place.nextPage) : [];
  const newestRepoId = repositories[0]?.id ?? place.newestRepoId;
  const nextPage = older.length > 0 ? place.nextPage + 1 : 2;
  repositories.push(...older);
  return { repositories, next: { newestRepoId, nextPage } };
}

interface Marked {
  readonly repository: ProviderRepository;
  readonly intentId: string;
}

async function lookAt(deps: SessionDeps, repositories: readonly ProviderRepository[]) {
  const marked = repositories.flatMap((repository): Marked[] => {
    const intentId = intentIdOf(repository);
    return intentId === null ? [] : [{ repository, intentId }];
  });
  const intents = await findMarkedIntents(
    deps.database,
    marked.map(({ intentId }) => intentId),
  );
  const strays: Marked[] = [];
  for (const { repository, intentId } of marked) {
    const intent = intents.get(intentId);
    if (intent?.state === "DISCARDED") {
      await inTransaction(deps.database, (tx) => reopenCompensation(tx, intentId, repository.id));
    } else if (intent === undefined || isReplaced(intent, repository)) {
      strays.push({ repository, intentId });
    }
  }
  await clearStrays(deps, strays, intents);
}

/** The intent has its repository, and it is another one. */
function isReplaced(intent: MarkedIntent, repository: ProviderRepository): boolean {
  return intent.providerRepoId !== null && intent.providerRepoId !== repository.id;
}

/**
 * The second repository of a known intent is cleared away like any leftover. One whose intent this
 * database does not know may belong to another installation in the same organisation: never touched.
 */
async function clearStrays(
  deps: SessionDeps,
  strays: readonly Marked[],
  intents: ReadonlyMap<string, MarkedIntent>,
) {
  if (strays.length === 0) return;
  const { host } = deps.github;
  const ids = strays.map(({ repository }) => repository.id);
  const leftAlone = await findLeftAlone(deps.database, host, ids);
  for (const { repository, intentId } of strays) {
    if (leftAlone.has(repository.id)) continue;
    const intent = intents.get(intentId);
    const verdict = intent ? await judgeLeftover(deps, intent, repository) : "set-aside";
    if (verdict === "delete") await deps.github.deleteRepository(repository);
    const fullName = `${repository.owner}/${repository.name}`;
    const stray = { host, providerRepoId: repository.id, fullName, intentId };
    await recordStray(deps.database, stray, verdict === "delete" ? "REMOVED" : "SET_ASIDE");
    deps.log.warn(
      { ...stray, providerRepoId: repository.id.toString(), verdict },
      "a stray repository",
    );
  }
}
