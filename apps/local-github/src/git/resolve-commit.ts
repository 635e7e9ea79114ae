import type { LocalGithub } from "../local-github.ts";
import type { Repository } from "../store/repositories.ts";
import { repositoryPath } from "./directories.ts";
import { isObjectId, isRefName } from "./names.ts";
import { type ParsedCommit, parseCommit, parseTagTarget } from "./parse-objects.ts";
import { readRef } from "./read-refs.ts";

export interface FoundCommit {
  id: string;
  commit: ParsedCommit;
}

/** Reads a commit by its full id; undefined for anything else. */
export async function readCommit(
  github: LocalGithub,
  path: string,
  id: string,
): Promise<FoundCommit | undefined> {
  const object = await github.objects.read(path, id);
  return object?.type === "commit" && object.body
    ? { id, commit: parseCommit(object.body) }
    : undefined;
}

/** The commit that a tag object finally points at, or the commit itself. */
export async function peel(
  github: LocalGithub,
  path: string,
  id: string,
): Promise<FoundCommit | undefined> {
  let current = id;
  // Tags may point at tags; nobody needs more than a few steps.
  for (let step = 0; step < 8; step += 1) {
    const object = await github.objects.read(path, current);
    if (object?.type === "commit" && object.body)
      return { id: current, commit: parseCommit(object.body) };
    if (object?.type !== "tag" || !object.body) return undefined;
    current = parseTagTarget(object.body);
  }
  return undefined;
}

/** What people and clients call a commit: a full or short id, a branch, a tag, `HEAD`, or a ref. */
export async function resolveCommit(
  github: LocalGithub,
  repository: Repository,
  name: string,
): Promise<FoundCommit | undefined> {
  const path = repositoryPath(github.directories, repository.id);
  if (isObjectId(name)) return peel(github, path, name);
  if (name === "HEAD") return resolveRef(github, path, `refs/heads/${repository.default_branch}`);
  if (!isRefName(name)) return undefined;
  for (const ref of [`refs/heads/${name}`, `refs/tags/${name}`, `refs/${name}`, name]) {
    const found = await resolveRef(github, path, ref);
    if (found) return found;
  }
  return /^[0-9a-f]{7,39}$/.test(name) ? resolveShortId(github, path, name) : undefined;
}

async function resolveRef(
  github: LocalGithub,
  path: string,
  ref: string,
): Promise<FoundCommit | undefined> {
  const id = readRef(path, ref);
  return id ? peel(github, path, id) : undefined;
}

async function resolveShortId(
  github: LocalGithub,
  path: string,
  short: string,
): Promise<FoundCommit | undefined> {
  const { stdout } = await github.runGit(
    ["rev-parse", "--verify", "--quiet", `${short}^{commit}`],
    {
      cwd: path,
      accept: [1, 128],
    },
  );
  return readCommit(github, path, stdout.toString("latin1").trim());
}
