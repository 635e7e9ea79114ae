import { isObjectId, isRefName } from "./names.ts";
import type { RunGit } from "./run-git.ts";

export interface ChangedFiles {
  added: string[];
  removed: string[];
  modified: string[];
}

/** Commit ids that `args` reach, newest first. */
export async function revList(
  runGit: RunGit,
  repositoryPath: string,
  args: string[],
): Promise<string[]> {
  const { stdout } = await runGit(["rev-list", ...args], { cwd: repositoryPath });
  return stdout.toString("latin1").split("\n").filter(isObjectId);
}

/** `--not` and all refs but the named ones: what was reachable before a push moved these. */
export function notOtherRefs(moved: string[]): string[] {
  return ["--not", ...moved.filter(isRefName).map((ref) => `--exclude=${ref}`), "--all"];
}

/** Whether the history behind `before` is no longer part of `after`. */
export async function isForced(
  runGit: RunGit,
  repositoryPath: string,
  before: string,
  after: string,
): Promise<boolean> {
  const { code } = await runGit(["merge-base", "--is-ancestor", before, after], {
    cwd: repositoryPath,
    accept: [1],
  });
  return code === 1;
}

/** The files that each commit changed against its first parent; a rename is one removed and one added. Merges list none. */
export async function changedFiles(
  runGit: RunGit,
  repositoryPath: string,
  commits: string[],
): Promise<Map<string, ChangedFiles>> {
  const byCommit = new Map<string, ChangedFiles>();
  if (commits.length === 0) return byCommit;
  const { stdout } = await runGit(
    ["diff-tree", "--stdin", "--root", "-r", "-z", "--no-renames", "--name-status"],
    { cwd: repositoryPath, input: `${commits.join("\n")}\n` },
  );
  const words = stdout.toString("utf8").split("\0");
  let current: ChangedFiles = { added: [], removed: [], modified: [] };
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? "";
    if (isObjectId(word)) {
      current = { added: [], removed: [], modified: [] };
      byCommit.set(word, current);
    } else if (/^[ADMTU]$/.test(word)) {
      index += 1;
      const list = word === "A" ? current.added : word === "D" ? current.removed : current.modified;
      list.push(words[index] ?? "");
    }
  }
  return byCommit;
}
