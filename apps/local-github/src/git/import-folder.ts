import { lstatSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import { type TreeEntry, writeObject, writeTree } from "./write-objects.ts";

/** Writes a folder's files as git objects and returns the tree's id. A `.git` folder inside is left out. */
export function importFolder(objects: string, folder: string): string {
  const entries: TreeEntry[] = [];
  for (const name of readdirSync(folder)) {
    if (name === ".git") continue;
    const path = join(folder, name);
    const stat = lstatSync(path);
    if (stat.isDirectory()) {
      const id = importFolder(objects, path);
      entries.push({ mode: "40000", name, id });
    } else if (stat.isSymbolicLink()) {
      entries.push({
        mode: "120000",
        name,
        id: writeObject(objects, "blob", Buffer.from(readlinkSync(path))),
      });
    } else if (stat.isFile()) {
      const mode = stat.mode & 0o100 ? "100755" : "100644";
      entries.push({ mode, name, id: writeObject(objects, "blob", readFileSync(path)) });
    }
  }
  return writeTree(objects, entries);
}
