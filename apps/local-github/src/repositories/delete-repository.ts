import { randomUUID } from "node:crypto";
import { renameSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { repositoryPath } from "../git/directories.ts";
import type { LocalGithub } from "../local-github.ts";
import type { OwnedRepository } from "../shapes/repository.ts";
import type { Account } from "../store/accounts.ts";
import { queueRepositoryEvent } from "../webhooks/repository-events.ts";

/** Deletes a repository for good. Its id is never used again; its name is free at once. */
export async function deleteRepository(
  github: LocalGithub,
  owned: OwnedRepository,
  actor: Account,
): Promise<void> {
  const path = repositoryPath(github.directories, owned.repository.id);
  const trash = join(github.directories.building, `deleted-${randomUUID()}`);
  github.objects.release(path);
  github.store.transaction(() => {
    queueRepositoryEvent(github, owned, actor, { action: "deleted" });
    github.store.repositories.remove(owned.repository.id);
  });
  github.webhooks.wake();
  // After the commit: a crash leaves a folder that nobody knows, and the next start removes it.
  renameSync(path, trash);
  await rm(trash, { recursive: true, force: true });
}
