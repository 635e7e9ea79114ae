import { defineConfig } from "vitest/config";

// Loading the scenarios takes seconds when other tests take the processors.
export default defineConfig({ test: { include: ["**/*.test.ts"], testTimeout: 30_000 } });
