import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";

/** Where things lie under the data directory. */
export interface Directories {
  root: string;
  database: string;
  repositories: string;
  seeds: string;
  spool: string;
  hooks: string;
  /** New repositories and seeds are built here and renamed into place. */
  building: string;
  /** Empty: git looks for a person's configuration here and finds none. */
  home: string;
}

/** Makes the folders of a data directory. They hold private work, so only their owner may look. */
export function prepareDirectories(dataDirectory: string): Directories {
  const root = resolve(dataDirectory);
  const directories = {
    root,
    database: join(root, "local-github.sqlite"),
    repositories: join(root, "repositories"),
    seeds: join(root, "seeds"),
    spool: join(root, "spool"),
    hooks: join(root, "hooks"),
    building: join(root, "building"),
    home: join(root, "home"),
  };
  mkdirSync(root, { recursive: true, mode: 0o700 });
  for (const [name, path] of Object.entries(directories)) {
    if (name !== "database") mkdirSync(path, { recursive: true, mode: 0o700 });
  }
  return directories;
}

/** A repository lies under its immutable id: a rename moves nothing, and no name of anybody's becomes a path. */
export function repositoryPath(directories: Directories, id: number): string {
  if (!Number.isSafeInteger(id) || id <= 0) throw new Error("not a repository id");
  return join(directories.repositories, `${id}.git`);
}
