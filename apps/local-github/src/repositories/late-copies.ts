import { repositoryPath } from "../git/directories.ts";
import { writeRef } from "../git/lay-out-repository.ts";
import { readRef } from "../git/read-refs.ts";
import type { LocalGithub } from "../local-github.ts";
import type { LateCopy } from "../store/late-copies.ts";
import { writePush } from "../webhooks/record-push.ts";
import { initialPushFacts } from "./initial-push.ts";

export interface LateCopies {
  /** Finishes the copies that are due and waits for the next one. */
  wake(): void;
  close(): void;
}

/** Gives generated repositories their content when it is due, as GitHub does it some time after it answered. */
export function createLateCopies(of: () => LocalGithub): LateCopies {
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  function wake(): void {
    clearTimeout(timer);
    if (closed) return;
    const github = of();
    for (const copy of github.store.lateCopies.due(Date.now())) finish(github, copy);
    const next = github.store.lateCopies.nextAt();
    if (next === undefined) return;
    timer = setTimeout(wake, Math.max(0, next - Date.now()));
    timer.unref();
  }

  return {
    wake,
    close() {
      closed = true;
      clearTimeout(timer);
    },
  };
}

function finish(github: LocalGithub, copy: LateCopy): void {
  const { store } = github;
  const path = repositoryPath(github.directories, copy.repository_id);
  store.transaction(() => {
    const repository = store.repositories.byId(copy.repository_id);
    const owner = repository && store.accounts.byId(repository.owner_id);
    const actor = store.accounts.byId(copy.actor_id);
    if (!store.lateCopies.remove(copy.repository_id) || !repository || !owner || !actor) return;
    // A crash before the commit leaves a ref that is right already. One that leads elsewhere is somebody's push.
    const arrived = copy.commits.filter(({ ref, id }) => {
      const head = readRef(path, ref);
      if (!head) writeRef(path, ref, id);
      return !head || head === id;
    });
    store.repositories.setSize(repository.id, copy.size_kb);
    const facts = arrived.map((commit) => initialPushFacts(github, { repository, owner }, commit));
    const push = { repositoryId: repository.id, pusherId: actor.id, at: Date.now() };
    writePush(github, { ...push, updates: [], spoolName: null }, actor, facts);
  });
  github.webhooks.wake();
}
