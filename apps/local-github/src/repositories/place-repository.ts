import { renameSync, rmSync } from "node:fs";
import { repositoryPath } from "../git/directories.ts";
import type { LocalGithub } from "../local-github.ts";
import type { NewRepository, Repository } from "../store/repositories.ts";

/** The name is taken in this account. */
export class NameTaken extends Error {}

/**
 * Gives a repository that was built aside its id and its place, with what else must be written
 * in the same transaction. Throws NameTaken, and then nothing is left behind.
 */
export function placeRepository(
  github: LocalGithub,
  builtAt: string,
  repository: NewRepository,
  alongside: (placed: Repository) => void,
): Repository {
  try {
    return github.store.transaction(() => {
      if (github.store.repositories.byName(repository.owner_id, repository.name))
        throw new NameTaken();
      const placed = github.store.repositories.insert(repository);
      const path = repositoryPath(github.directories, placed.id);
      // A crash between this rename and the commit leaves a folder whose id is given out again.
      rmSync(path, { recursive: true, force: true });
      renameSync(builtAt, path);
      alongside(placed);
      return placed;
    });
  } catch (error) {
    rmSync(builtAt, { recursive: true, force: true });
    throw error;
  }
}
