import { createHash } from "node:crypto";
import { existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { deflateSync } from "node:zlib";

export type ObjectKind = "blob" | "tree" | "commit";

export interface TreeEntry {
  /** As git writes it in a tree: `100644`, `100755`, `120000`, `40000`, `160000`. */
  mode: string;
  name: string;
  id: string;
}

export interface Signature {
  name: string;
  email: string;
  /** Milliseconds since 1970; git keeps whole seconds. */
  at: number;
}

export interface CommitFacts {
  tree: string;
  parents: string[];
  author: Signature;
  committer: Signature;
  message: string;
}

/**
 * Writes one loose object into an `objects` folder and returns its id. No git process: starting
 * one costs as much as everything else that a new repository needs.
 */
export function writeObject(objects: string, kind: ObjectKind, body: Buffer): string {
  const whole = Buffer.concat([Buffer.from(`${kind} ${body.length}\0`), body]);
  const id = createHash("sha1").update(whole).digest("hex");
  const path = join(objects, id.slice(0, 2), id.slice(2));
  if (existsSync(path)) return id;
  mkdirSync(dirname(path), { recursive: true });
  // Renamed into place: a reader never sees half an object.
  const half = `${path}.new`;
  writeFileSync(half, deflateSync(whole, { level: 1 }), { mode: 0o444 });
  renameSync(half, path);
  return id;
}

/** Writes a tree in git's order: by bytes, a folder as if its name ended with a slash. */
export function writeTree(objects: string, entries: TreeEntry[]): string {
  const key = (entry: TreeEntry) =>
    Buffer.from(entry.mode === "40000" ? `${entry.name}/` : entry.name);
  const sorted = entries.toSorted((a, b) => Buffer.compare(key(a), key(b)));
  const parts = sorted.flatMap((entry) => [
    Buffer.from(`${entry.mode} ${entry.name}\0`),
    Buffer.from(entry.id, "hex"),
  ]);
  return writeObject(objects, "tree", Buffer.concat(parts));
}

/** Writes a commit object and returns its id. */
export function writeCommit(objects: string, facts: CommitFacts): string {
  const lines = [
    `tree ${facts.tree}`,
    ...facts.parents.map((parent) => `parent ${parent}`),
    `author ${signatureLine(facts.author)}`,
    `committer ${signatureLine(facts.committer)}`,
    "",
    facts.message.endsWith("\n") ? facts.message : `${facts.message}\n`,
  ];
  return writeObject(objects, "commit", Buffer.from(lines.join("\n")));
}

const clean = (text: string) => text.replaceAll(/[<>\r\n\0]/g, "").trim();

function signatureLine(who: Signature): string {
  return `${clean(who.name)} <${clean(who.email)}> ${Math.floor(who.at / 1000)} +0000`;
}
