import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { repositoryPath } from "../git/directories.ts";
import { readRef } from "../git/read-refs.ts";
import type { LocalGithub } from "../local-github.ts";
import type { OwnedRepository } from "../shapes/repository.ts";
import type { Account } from "../store/accounts.ts";
import { queueRepositoryEvent } from "../webhooks/repository-events.ts";
import { NameTaken } from "./place-repository.ts";

export interface RepositoryChanges {
  name?: string | undefined;
  description?: string | null | undefined;
  private?: boolean | undefined;
  is_template?: boolean | undefined;
  default_branch?: string | undefined;
}

/** The branch that was to become the default one does not exist. */
export class UnknownBranch extends Error {}

/** Renames a repository or changes its settings, with the events that GitHub sends. Throws NameTaken or UnknownBranch. */
export function changeRepository(
  github: LocalGithub,
  owned: OwnedRepository,
  actor: Account,
  changes: RepositoryChanges,
): OwnedRepository {
  const { repository: before, owner } = owned;
  const after = {
    ...before,
    name: changes.name ?? before.name,
    description: changes.description === undefined ? before.description : changes.description,
    private: changes.private ?? before.private,
    is_template: changes.is_template ?? before.is_template,
    default_branch: changes.default_branch ?? before.default_branch,
    updated_at: Date.now(),
  };
  const path = repositoryPath(github.directories, before.id);
  const branchChanged = after.default_branch !== before.default_branch;
  if (branchChanged && !readRef(path, `refs/heads/${after.default_branch}`))
    throw new UnknownBranch();
  github.store.transaction(() => {
    const holder = github.store.repositories.byName(owner.id, after.name);
    if (holder && holder.id !== before.id) throw new NameTaken();
    github.store.repositories.update(before, after);
    if (branchChanged)
      writeFileSync(join(path, "HEAD"), `ref: refs/heads/${after.default_branch}\n`);
    announce(github, { repository: before, owner }, { repository: after, owner }, actor);
  });
  github.webhooks.wake();
  return { repository: after, owner };
}

function announce(
  github: LocalGithub,
  before: OwnedRepository,
  after: OwnedRepository,
  actor: Account,
): void {
  const [old, now] = [before.repository, after.repository];
  if (old.name !== now.name) {
    const changes = { repository: { name: { from: old.name } } };
    queueRepositoryEvent(github, after, actor, { action: "renamed", changes });
  }
  const edited = {
    ...(old.description === now.description ? {} : { description: { from: old.description } }),
    ...(old.default_branch === now.default_branch
      ? {}
      : { default_branch: { from: old.default_branch } }),
  };
  if (Object.keys(edited).length > 0) {
    queueRepositoryEvent(github, after, actor, { action: "edited", changes: edited });
  }
  if (old.private !== now.private) {
    queueRepositoryEvent(github, after, actor, {
      action: now.private ? "privatized" : "publicized",
    });
  }
}
