import { join } from "node:path";
import type { LocalGithub } from "../local-github.ts";
import { ZERO_ID } from "./names.ts";
import { parseTree } from "./parse-objects.ts";
import { GitError } from "./run-git.ts";
import {
  type Signature,
  type TreeEntry,
  writeCommit,
  writeObject,
  writeTree,
} from "./write-objects.ts";

export interface FileWrite {
  repositoryPath: string;
  ref: string;
  /** The branch's head and its tree; null when the branch is about to begin. */
  head: { id: string; tree: string } | null;
  file: string;
  /** Null removes the file. */
  content: Buffer | null;
  message: string;
  author: Signature;
  committer: Signature;
}

/** The branch moved while the file was being written. */
export class BranchMoved extends Error {}

/** Commits one changed file to a branch; returns the commit and the file's blob. Throws BranchMoved when it lost a race. */
export async function writeFileToBranch(
  github: LocalGithub,
  write: FileWrite,
): Promise<{ commit: string; blob: string | null }> {
  const { repositoryPath, head } = write;
  const objects = join(repositoryPath, "objects");
  const blob = write.content ? writeObject(objects, "blob", write.content) : null;
  const tree = await changeTree(
    github,
    repositoryPath,
    head?.tree ?? null,
    write.file.split("/"),
    blob,
  );
  const commit = writeCommit(objects, {
    tree: tree ?? writeTree(objects, []),
    parents: head ? [head.id] : [],
    author: write.author,
    committer: write.committer,
    message: write.message,
  });
  try {
    await github.runGit(["update-ref", write.ref, commit, head?.id ?? ZERO_ID], {
      cwd: repositoryPath,
    });
  } catch (error) {
    if (error instanceof GitError && error.code === 128) throw new BranchMoved();
    throw error;
  }
  return { commit, blob };
}

/** Writes the trees from a file up to the root; null when nothing is left in one. */
async function changeTree(
  github: LocalGithub,
  repositoryPath: string,
  tree: string | null,
  [name = "", ...rest]: string[],
  blob: string | null,
): Promise<string | null> {
  const object = tree ? await github.objects.read(repositoryPath, tree) : undefined;
  const entries = (object?.body ? parseTree(object.body) : []).map(
    (entry): TreeEntry => ({
      mode: entry.mode.replace(/^0/, ""),
      name: entry.name,
      id: entry.id,
    }),
  );
  const before = entries.find((entry) => entry.name === name);
  const others = entries.filter((entry) => entry.name !== name);
  let after: TreeEntry | null;
  if (rest.length === 0) {
    const mode = before && before.mode !== "40000" ? before.mode : "100644";
    after = blob === null ? null : { mode, name, id: blob };
  } else {
    const below = before?.mode === "40000" ? before.id : null;
    const id = await changeTree(github, repositoryPath, below, rest, blob);
    after = id === null ? null : { mode: "40000", name, id };
  }
  const changed = after ? [...others, after] : others;
  return changed.length === 0 ? null : writeTree(join(repositoryPath, "objects"), changed);
}
