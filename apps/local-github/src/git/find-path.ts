import type { LocalGithub } from "../local-github.ts";
import { type ParsedTreeEntry, parseTree } from "./parse-objects.ts";

/** What lies at a path of a tree; the tree itself for the empty path. */
export async function findPath(
  github: LocalGithub,
  repositoryPath: string,
  tree: string,
  path: string,
): Promise<ParsedTreeEntry | undefined> {
  let current: ParsedTreeEntry = { mode: "040000", type: "tree", name: "", id: tree };
  for (const step of path.split("/").filter(Boolean)) {
    const entries: ParsedTreeEntry[] = await readTree(github, repositoryPath, current);
    const next = entries.find((entry) => entry.name === step);
    if (!next) return undefined;
    current = next;
  }
  return current;
}

/** The entries of a folder; none when it is not one. */
export async function readTree(
  github: LocalGithub,
  repositoryPath: string,
  entry: ParsedTreeEntry,
): Promise<ParsedTreeEntry[]> {
  if (entry.type !== "tree") return [];
  const object = await github.objects.read(repositoryPath, entry.id);
  return object?.type === "tree" && object.body ? parseTree(object.body) : [];
}
