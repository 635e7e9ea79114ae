import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts"],
    globalSetup: ["@forgea/testing/global-postgres"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
