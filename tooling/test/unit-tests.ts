import { existsSync } from "node:fs";
import path from "node:path";

import { installed, runLogged } from "@forgea/checks/run-logged";
import { readVitestReport, type TestCount } from "@forgea/checks/vitest-report";
import { startThrowAwayPostgres } from "@forgea/postgres/throw-away";

/** Runs the unit and integration tests of all packages on one PostgreSQL of their own. */
export async function runUnitTests(logs: string): Promise<TestCount> {
  const postgres = await startThrowAwayPostgres();
  try {
    const report = path.join(logs, "vitest.json");
    const outcome = await runLogged(
      {
        name: "unit and integration tests",
        program: installed("vitest"),
        arguments: [
          "run",
          "--config=tooling/checks/all-packages.vitest.config.ts",
          "--reporter=default",
          "--reporter=json",
          `--outputFile.json=${report}`,
        ],
        env: { FORGEA_TEST_POSTGRES_URL: postgres.url },
      },
      logs,
    );
    if (!existsSync(report)) throw new Error(`${outcome.tail}\n${outcome.log}`);
    const count = readVitestReport(report);
    if (outcome.passed || count.failed > 0) return count;
    // Every test passed and vitest still complains: an error that belongs to no test.
    return { ...count, failed: 1, complaints: [`${outcome.tail}\n${outcome.log}`] };
  } finally {
    await postgres.stop();
  }
}
