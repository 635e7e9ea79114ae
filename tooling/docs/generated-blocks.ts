import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

import { projectRoot } from "@forgea/bootstrap/data-directory";

import { lifecycleDiagram, lifecycleTable, statusTable } from "./lifecycle-blocks.ts";
import { portsTable } from "./ports-block.ts";

/** What pages take from the code, by the name that stands in their markers. */
const blocks: Readonly<Record<string, () => string>> = {
  "lifecycle-diagram": lifecycleDiagram,
  "lifecycle-table": lifecycleTable,
  "status-labels": statusTable,
  ports: portsTable,
};

/** The pages that hold at least one block. */
const pages = ["README.md", "packages/session/README.md", "docs/architecture/lifecycle.md"];

const marked = /(<!-- generated: ([a-z-]+) -->\n)[\s\S]*?(<!-- end -->)/g;

/** A page's text with every block as the code says it now. Throws on a block that nobody makes. */
export function fillBlocks(text: string): string {
  return text.replaceAll(marked, (_all, begin: string, name: string, end: string) => {
    const make = blocks[name];
    if (make === undefined) throw new Error(`no generated block is named ${name}`);
    return `${begin}\n${make()}\n\n${end}`;
  });
}

/** The pages whose blocks are not what the code says; `write` brings them up to date. */
export function findStalePages(write = false): string[] {
  return pages.filter((page) => {
    const file = path.join(projectRoot, page);
    const text = readFileSync(file, "utf8");
    if (!text.includes("<!-- generated: ")) throw new Error(`${page} has no generated block`);
    const filled = fillBlocks(text);
    if (write && filled !== text) writeFileSync(file, filled);
    return filled !== text;
  });
}
