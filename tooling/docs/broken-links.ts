import { existsSync, globSync, readFileSync, statSync } from "node:fs";
import path from "node:path";

import { projectRoot } from "@forgea/bootstrap/data-directory";

const skipped = new Set([
  "node_modules",
  ".next",
  ".git",
  ".forgea",
  "test-results",
  "seeded-violation",
]);

/** Every page of the project, relative to its root. */
export function findPages(): string[] {
  return globSync("**/*.md", {
    cwd: projectRoot,
    exclude: (name) => skipped.has(path.basename(name)),
  })
    .map((page) => page.split(path.sep).join("/"))
    .toSorted();
}

/** The anchor that GitHub gives a heading. */
export function anchorOf(heading: string): string {
  return heading
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replaceAll(/[`*]/g, "")
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\p{M} _-]/gu, "")
    .replaceAll(" ", "-");
}

/** A page's links that lead nowhere in the project, each with its line. Addresses of the web are not asked. */
export function findBrokenLinks(page: string): string[] {
  const broken: string[] = [];
  for (const { line, target } of linksOf(readPage(page))) {
    if (/^[a-z][a-z0-9+.-]*:/i.test(target)) continue;
    const [address = "", anchor] = target.split("#");
    const there =
      address === "" ? page : path.posix.join(path.posix.dirname(page), decodeURI(address));
    const why = whyBroken(there, anchor);
    if (why !== undefined) broken.push(`${page}:${line} ${target} ${why}`);
  }
  return broken;
}

function whyBroken(file: string, anchor: string | undefined): string | undefined {
  if (file.startsWith("../")) return "leads out of the project";
  const full = path.join(projectRoot, file);
  if (!existsSync(full)) return "is not there";
  if (anchor === undefined || statSync(full).isDirectory() || !file.endsWith(".md"))
    return undefined;
  return anchorsOf(readPage(file)).has(anchor) ? undefined : "has no such heading";
}

function readPage(page: string): string {
  return readFileSync(path.join(projectRoot, page), "utf8");
}

/** The lines of a page outside of its code blocks. */
function proseOf(text: string): { line: number; words: string }[] {
  let inCode = false;
  return text.split("\n").flatMap((words, index) => {
    if (/^\s*(```|~~~)/.test(words)) {
      inCode = !inCode;
      return [];
    }
    return inCode ? [] : [{ line: index + 1, words: words.replaceAll(/`[^`]*`/g, "``") }];
  });
}

function linksOf(text: string): { line: number; target: string }[] {
  return proseOf(text).flatMap(({ line, words }) =>
    [...words.matchAll(/\]\(<?([^)\s>]+)>?[^)]*\)/g)].map(([, target = ""]) => ({ line, target })),
  );
}

function anchorsOf(text: string): Set<string> {
  const anchors = new Set<string>();
  let inCode = false;
  for (const words of text.split("\n")) {
    if (/^\s*(```|~~~)/.test(words)) inCode = !inCode;
    const heading = inCode ? undefined : /^#{1,6} (.+)$/.exec(words)?.[1];
    if (heading === undefined) continue;
    const plain = anchorOf(heading);
    let anchor = plain;
    for (let again = 1; anchors.has(anchor); again += 1) anchor = `${plain}-${again}`;
    anchors.add(anchor);
  }
  return anchors;
}
