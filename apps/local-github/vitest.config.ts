import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Each file starts a server and runs git: more files at once than cores only make them slower.
    maxWorkers: 2,
  },
});
