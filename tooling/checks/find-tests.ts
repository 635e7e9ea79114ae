import { glob } from "node:fs/promises";
import path from "node:path";

import { projectRoot } from "@forgea/bootstrap/data-directory";

const elsewhere = new Set(["node_modules", ".next", "generated", "coverage"]);

/** Every unit and integration test of the project, as paths from its root. The journeys are Playwright's. */
export async function findTests(): Promise<string[]> {
  const files: string[] = [];
  const found = glob("{apps,packages,tooling,bench}/**/*.test.{ts,tsx}", {
    cwd: projectRoot,
    exclude: (name) => elsewhere.has(path.basename(name)),
  });
  for await (const file of found) files.push(file);
  return files.sort();
}
