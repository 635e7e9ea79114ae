import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isObjectId, isRefName } from "./names.ts";

export interface Ref {
  name: string;
  id: string;
}

/** Reads one full ref without a git process; undefined when it is not there. */
export function readRef(repositoryPath: string, name: string): string | undefined {
  if (!isRefName(name) || !name.startsWith("refs/")) return undefined;
  try {
    const id = readFileSync(join(repositoryPath, name), "utf8").trim();
    return isObjectId(id) ? id : undefined;
  } catch {
    return packedRefs(repositoryPath).get(name);
  }
}

/** All refs below a prefix such as `refs/heads/`, by name. */
export function listRefs(repositoryPath: string, prefix: string): Ref[] {
  const refs = new Map([...packedRefs(repositoryPath)].filter(([name]) => name.startsWith(prefix)));
  for (const name of looseRefs(repositoryPath, "refs")) {
    if (!name.startsWith(prefix)) continue;
    const id = readRef(repositoryPath, name);
    if (id) refs.set(name, id);
  }
  return [...refs]
    .map(([name, id]) => ({ name, id }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

function looseRefs(repositoryPath: string, folder: string): string[] {
  try {
    return readdirSync(join(repositoryPath, folder), { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory()
        ? looseRefs(repositoryPath, `${folder}/${entry.name}`)
        : entry.name.endsWith(".lock")
          ? []
          : [`${folder}/${entry.name}`],
    );
  } catch {
    // A folder of refs disappears when its last branch is deleted.
    return [];
  }
}

function packedRefs(repositoryPath: string): Map<string, string> {
  const refs = new Map<string, string>();
  let text: string;
  try {
    text = readFileSync(join(repositoryPath, "packed-refs"), "utf8");
  } catch {
    return refs;
  }
  for (const line of text.split("\n")) {
    const [id, name] = line.split(" ");
    if (id && name && isObjectId(id)) refs.set(name, id);
  }
  return refs;
}
