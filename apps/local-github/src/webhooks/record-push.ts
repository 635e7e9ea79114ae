import { repositoryPath } from "../git/directories.ts";
import { ZERO_ID } from "../git/names.ts";
import type { LocalGithub } from "../local-github.ts";
import type { OwnedRepository } from "../shapes/repository.ts";
import type { Account } from "../store/accounts.ts";
import type { ActivityType } from "../store/activities.ts";
import { queueEvent } from "./publish.ts";
import { type PushFacts, pushPayload, type RefUpdate, readPushFacts } from "./push-payload.ts";

/** GitHub sends no events for tags when more than three are pushed at once. */
const MAX_TAGS = 3;

export interface Push {
  repositoryId: number;
  pusherId: number;
  /** When the refs moved. */
  at: number;
  updates: RefUpdate[];
  /** The spool file that tells of it; a push with the same name is recorded once. */
  spoolName: string | null;
}

/**
 * Writes a push down: activity, `pushed_at` and one event a ref, in one transaction. Returns false
 * when there is nothing to write: recorded before, or the repository is gone.
 */
export async function recordPush(github: LocalGithub, push: Push): Promise<boolean> {
  const found = findRepository(github, push.repositoryId);
  const pusher = github.store.accounts.byId(push.pusherId);
  if (!found || !pusher) return false;
  if (push.spoolName !== null && github.store.activities.isRecorded(push.spoolName)) return false;
  const updates = announced(push.updates);
  const path = repositoryPath(github.directories, push.repositoryId);
  const facts = await Promise.all(
    updates.map((update, index) =>
      readPushFacts(
        github,
        found,
        path,
        update,
        updates.slice(index + 1).map((later) => later.ref),
      ),
    ),
  );
  return github.store.transaction(() => writePush(github, push, pusher, facts));
}

/** The part of `recordPush` that writes; for pushes whose facts are known without asking git. */
export function writePush(
  github: LocalGithub,
  push: Push,
  pusher: Account,
  facts: PushFacts[],
): boolean {
  const { store } = github;
  if (push.spoolName !== null) {
    if (store.activities.isRecorded(push.spoolName)) return false;
    store.activities.markRecorded(push.spoolName, Date.now());
  }
  store.repositories.markPushed(push.repositoryId, push.at);
  // Read again: it may have been renamed or deleted while git was being asked.
  const owned = findRepository(github, push.repositoryId);
  if (!owned) return false;
  for (const fact of facts) {
    if (fact.ref.startsWith("refs/heads/")) {
      store.activities.add({
        repository_id: push.repositoryId,
        actor_id: pusher.id,
        ref: fact.ref,
        before: fact.before,
        after: fact.after,
        at: push.at,
        type: activityType(fact),
      });
    }
    queueEvent(github, {
      event: "push",
      action: null,
      accountId: owned.owner.id,
      repositoryId: push.repositoryId,
      payload: pushPayload(github, owned, pusher, fact),
    });
  }
  return true;
}

const isTag = (update: RefUpdate) => update.ref.startsWith("refs/tags/");

/** The updates that GitHub sends events for: branches, and tags unless there are too many. */
function announced(updates: RefUpdate[]): RefUpdate[] {
  const tags = updates.filter(isTag).length;
  return updates.filter(
    (update) => update.ref.startsWith("refs/heads/") || (isTag(update) && tags <= MAX_TAGS),
  );
}

function activityType(fact: PushFacts): ActivityType {
  if (fact.before === ZERO_ID) return "branch_creation";
  if (fact.after === ZERO_ID) return "branch_deletion";
  return fact.forced ? "force_push" : "push";
}

function findRepository(github: LocalGithub, id: number): OwnedRepository | undefined {
  const repository = github.store.repositories.byId(id);
  const owner = repository && github.store.accounts.byId(repository.owner_id);
  return repository && owner && { repository, owner };
}
