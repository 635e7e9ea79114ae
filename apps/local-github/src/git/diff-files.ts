import type { RunGit } from "./run-git.ts";

export interface FileChange {
  status: "added" | "removed" | "modified" | "renamed" | "copied" | "changed";
  path: string;
  previousPath: string | null;
  /** The blob after the change; before it, when the file was removed. */
  blob: string;
  additions: number;
  deletions: number;
  /** From the first `@@` on; null for binary files and very long changes. */
  patch: string | null;
}

/** The tree without any file, which git knows without having it. */
export const EMPTY_TREE = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";

/** GitHub lists at most this many files of a commit or comparison. */
const MAX_FILES = 300;
const MAX_PATCH_CHARACTERS = 400_000;

/** What changed between two commits or trees, in git's order, with patches. */
export async function diffFiles(
  runGit: RunGit,
  repositoryPath: string,
  from: string,
  to: string,
): Promise<FileChange[]> {
  const base = ["diff-tree", "-r", "-M", "--no-ext-diff", "--no-textconv"];
  const options = { cwd: repositoryPath };
  const [facts, patches] = await Promise.all([
    runGit([...base, "-z", "--raw", "--numstat", "--abbrev=40", from, to], options),
    runGit([...base, "--patch", "--full-index", from, to], options),
  ]);
  const chunks = patches.stdout
    .toString("utf8")
    .split(/^(?=diff --git )/m)
    .filter((chunk) => chunk.startsWith("diff --git "));
  return parseFacts(facts.stdout.toString("utf8"))
    .map((change, index) => ({ ...change, patch: patchOf(chunks[index] ?? "") }))
    .slice(0, MAX_FILES);
}

function patchOf(chunk: string): string | null {
  const start = chunk.search(/^@@ /m);
  if (start === -1 || chunk.length - start > MAX_PATCH_CHARACTERS) return null;
  return chunk.slice(start).replace(/\n$/, "");
}

const statusWords = {
  A: "added",
  D: "removed",
  M: "modified",
  R: "renamed",
  C: "copied",
  T: "changed",
} as const;

/** Reads `-z --raw --numstat`: first all raw entries, then the numbers in the same order. */
function parseFacts(text: string): Omit<FileChange, "patch">[] {
  const words = text.split("\0");
  const changes: Omit<FileChange, "patch">[] = [];
  let counted = 0;
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? "";
    const raw = /^:\d{6} \d{6} ([0-9a-f]{40}) ([0-9a-f]{40}) ([ADMRCT])\d*$/.exec(word);
    if (raw) {
      const letter = raw[3] as keyof typeof statusWords;
      const moved = letter === "R" || letter === "C";
      const first = words[index + 1] ?? "";
      changes.push({
        status: statusWords[letter],
        path: moved ? (words[index + 2] ?? "") : first,
        previousPath: moved ? first : null,
        blob: (letter === "D" ? raw[1] : raw[2]) ?? "",
        additions: 0,
        deletions: 0,
      });
      index += moved ? 2 : 1;
      continue;
    }
    const numbers = /^(\d+|-)\t(\d+|-)\t(.*)$/s.exec(word);
    const change = changes[counted];
    if (!numbers || !change) continue;
    change.additions = Number(numbers[1]) || 0;
    change.deletions = Number(numbers[2]) || 0;
    counted += 1;
    // A rename's paths follow as words of their own.
    if (numbers[3] === "") index += 2;
  }
  return changes;
}
