import {
  type AccessLostReason,
  type AccessSight,
  accessCheckMs,
  judgeAccess,
} from "../domain/access-verdict.ts";
import { readCosts } from "../domain/read-budget.ts";
import { ProviderError, type SessionDeps } from "../ports.ts";
import {
  type InstallationKey,
  postponeAccessCheck,
  recordAccessCheck,
} from "../store/installation-store.ts";
import { listOwnRepositories } from "../store/probe-store.ts";
import { noteReads } from "../store/read-budget-store.ts";

/** How access stood just now. */
export type InstallationAccess =
  | { readonly lost: AccessLostReason; readonly nextCheckAt: Date }
  | {
      readonly lost: null;
      readonly selection: "all" | "selected";
      /** At least one repository of ours was really read. */
      readonly othersReadable: boolean;
    };

/** The installation that makes and reads our repositories. */
export function installationOf(deps: SessionDeps): InstallationKey {
  return { host: deps.github.host, owner: deps.organisation };
}

/**
 * Looks whether our installation can still read what is ours, and writes down what it saw: access that
 * is lost pauses everything that could mistake a 404 for evidence, access that is back resumes it.
 * `except` names repositories that are in question themselves. Throws ProviderError `unavailable`
 * when the provider says nothing either way: then nothing is concluded.
 */
export async function checkInstallation(
  deps: SessionDeps,
  correlationId: string,
  except: readonly bigint[] = [],
): Promise<InstallationAccess> {
  const key = installationOf(deps);
  const startedAt = deps.clock.now();
  const sight = await look(deps, except).catch(async (error: unknown) => {
    const next = new Date(deps.clock.now().getTime() + accessCheckMs / 4);
    await postponeAccessCheck(deps.database, key, next);
    throw error;
  });
  const verdict = judgeAccess(sight);
  const at = deps.clock.now();
  const check = { startedAt, lost: verdict.lost, at };
  const recorded = await recordAccessCheck(deps.database, key, check);
  const facts = { ...key, reason: verdict.lost, correlationId };
  if (recorded.kind === "lost") {
    deps.log.error(facts, "access to the repositories is lost: everything waits for it");
  } else if (recorded.kind === "restored") {
    deps.log.warn(
      { ...facts, lostSince: recorded.since.toISOString() },
      "access to the repositories is back: everything goes on",
    );
  }
  return verdict.lost === null
    ? verdict
    : { lost: verdict.lost, nextCheckAt: recorded.nextCheckAt };
}

/** Repositories that are tried one by one until one can be read. */
const probes = 4;
/** Pages of a hundred that are read of a selection. */
const maxPages = 50;
/** Of a selection, at most this many of ours are compared. */
const maxCompared = 5_000;

async function look(deps: SessionDeps, except: readonly bigint[]): Promise<AccessSight> {
  try {
    const installation = await deps.github.readInstallation();
    if (installation.state === "uninstalled") return { kind: "uninstalled" };
    if (installation.state === "suspended") return { kind: "suspended" };
    return installation.selection === "all"
      ? await lookAtSome(deps, except)
      : await lookAtSelection(deps);
  } catch (error) {
    // The App's own key is refused, or the installation's: an answer, and not about a repository.
    const refused =
      error instanceof ProviderError && (error.kind === "no-access" || error.kind === "refused");
    if (refused) return { kind: "refused" };
    throw error;
  }
}

async function lookAtSome(deps: SessionDeps, except: readonly bigint[]): Promise<AccessSight> {
  const { database, github } = deps;
  const ids = await listOwnRepositories(database, github.host, probes, except);
  let tried = 0;
  for (const id of ids) {
    tried += 1;
    if ((await github.findRepositoryById(id)) !== null) {
      await noteReads(database, installationOf(deps), tried * readCosts.verifyMapping);
      return { kind: "all", tried, readable: 1 };
    }
  }
  return { kind: "all", tried, readable: 0 };
}

async function lookAtSelection(deps: SessionDeps): Promise<AccessSight> {
  const { database, github } = deps;
  const reached = new Set<bigint>();
  for (let page = 1; page <= maxPages; page++) {
    const ids = await github.listReachable(page);
    for (const id of ids) reached.add(id);
    if (ids.length < 100) break;
  }
  await noteReads(database, installationOf(deps), Math.ceil(reached.size / 100) + 1);
  const ours = await listOwnRepositories(database, github.host, maxCompared, []);
  const outside = ours.filter((id) => !reached.has(id)).length;
  return { kind: "selected", ours: ours.length, outside };
}
