import type { Actor } from "@forgea/trpc/actor";
import { CodedError } from "@forgea/trpc/coded-error";
import type { HeadView } from "../contracts/lab-session.ts";
import { ProviderError, type SessionDeps } from "../ports.ts";
import { findSubmittable, type Submittable } from "../store/submit-store.ts";

/** How long Submit waits for the provider before it goes by what is known, in milliseconds. */
const providerPatienceMs = 2_000;

/** The head of the actor's own session's branch, as Submit will name it. Throws NOT_FOUND. */
export async function readHeadOfSession(
  deps: SessionDeps,
  actor: Actor,
  labSessionId: string,
): Promise<HeadView> {
  const session = await findSubmittable(deps.database, labSessionId, actor.id);
  if (session === null) throw new CodedError("NOT_FOUND");
  return readHead(deps, session);
}

/** Asks the provider for the head; when it does not answer in time, the last known push, marked so. */
export async function readHead(deps: SessionDeps, session: Submittable): Promise<HeadView> {
  const asOf = deps.clock.now();
  const lastKnown: HeadView = {
    commitSha: session.lastPush?.commitSha ?? null,
    pushedAt: session.lastPush?.providerPushedAt ?? null,
    source: "last-known",
    asOf,
  };
  const repoId = session.providerRepoId;
  if (repoId === null) return lastKnown;
  const answer = await withPatience(askProvider(deps, repoId));
  if (answer === null) return lastKnown;
  const known = answer.commitSha === lastKnown.commitSha;
  return {
    ...answer,
    pushedAt: known ? lastKnown.pushedAt : answer.pushedAt,
    source: "provider",
    asOf,
  };
}

async function askProvider(deps: SessionDeps, repoId: bigint) {
  try {
    const repository = await deps.github.findRepositoryById(repoId);
    if (repository === null) return null;
    const head = await deps.github.readHead(repository);
    return { commitSha: head?.commitSha ?? null, pushedAt: repository.pushedAt };
  } catch (error) {
    if (error instanceof ProviderError) return null;
    throw error;
  }
}

async function withPatience<T>(answer: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), providerPatienceMs);
  });
  try {
    return await Promise.race([answer, patience]);
  } finally {
    clearTimeout(timer);
  }
}
