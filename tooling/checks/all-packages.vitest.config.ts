import path from "node:path";

import { defineConfig } from "vitest/config";

/** All packages in one run: npm test counts them together, on one PostgreSQL. */
export default defineConfig({
  root: path.resolve(import.meta.dirname, "../.."),
  test: { projects: ["apps/*", "packages/*", "tooling/*", "bench"] },
});
