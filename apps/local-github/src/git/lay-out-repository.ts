import { randomUUID } from "node:crypto";
import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Directories } from "./directories.ts";

const config = "[core]\n\trepositoryformatversion = 0\n\tfilemode = true\n\tbare = true\n";

/** Builds an empty bare repository aside and returns its path: eleven small file operations, no git process. */
export function layOutRepository(directories: Directories, defaultBranch: string): string {
  const path = join(directories.building, randomUUID());
  mkdirSync(join(path, "objects", "info"), { recursive: true });
  mkdirSync(join(path, "refs", "heads"), { recursive: true });
  writeFileSync(join(path, "HEAD"), `ref: refs/heads/${defaultBranch}\n`);
  writeFileSync(join(path, "config"), config);
  return path;
}

/** Lets a repository that is being built read a seed's objects. The path is relative, so the data directory can be moved. */
export function borrowObjects(repositoryPath: string, trees: string[]): void {
  // From repositories/<id>.git/objects to seeds/<tree>.git/objects; both lie two folders below the root.
  const lines = trees.map((tree) => `../../../seeds/${tree}.git/objects\n`);
  writeFileSync(join(repositoryPath, "objects", "info", "alternates"), lines.join(""));
}

/** Sets a ref of a repository that is still being built; nobody else can be looking at it. */
export function writeNewRef(repositoryPath: string, ref: string, commit: string): void {
  const path = join(repositoryPath, ref);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${commit}\n`);
}

/** Sets a new ref of a repository that others may be reading: they see it whole or not at all. */
export function writeRef(repositoryPath: string, ref: string, commit: string): void {
  // Git's own way: what lies under the lock's name is nobody's ref.
  writeNewRef(repositoryPath, `${ref}.lock`, commit);
  renameSync(join(repositoryPath, `${ref}.lock`), join(repositoryPath, ref));
}
