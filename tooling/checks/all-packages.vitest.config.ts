import { readdirSync } from "node:fs";
import path from "node:path";

import { defineConfig } from "vitest/config";

const root = path.resolve(import.meta.dirname, "../..");

/** The folders of a group. A glob would match a page beside them too, which vitest refuses. */
function foldersOf(group: string): string[] {
  return readdirSync(path.join(root, group), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => `${group}/${entry.name}`);
}

/** All packages in one run: npm test counts them together, on one PostgreSQL. */
export default defineConfig({
  root,
  test: { projects: [...["apps", "packages", "tooling"].flatMap(foldersOf), "bench"] },
});
