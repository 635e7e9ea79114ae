import { existsSync } from "node:fs";
import path from "node:path";

import { projectRoot } from "@forgea/bootstrap/data-directory";
import { findTests } from "@forgea/checks/find-tests";
import { installed, runLogged } from "@forgea/checks/run-logged";
import { readVitestReport, type TestCount, type VitestCount } from "@forgea/checks/vitest-report";
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
    const count = await withForgotten(readVitestReport(report));
    if (outcome.passed || count.failed > 0) return count;
    // Every test passed and vitest still complains: an error that belongs to no test.
    return { ...count, failed: 1, complaints: [`${outcome.tail}\n${outcome.log}`] };
  } finally {
    await postgres.stop();
  }
}

/** A test that the runner does not find would be green for ever: it counts as failed. */
async function withForgotten(count: VitestCount): Promise<TestCount> {
  const ran = new Set(count.files.map((file) => path.relative(projectRoot, file)));
  const forgotten = (await findTests()).filter((file) => !ran.has(file));
  return {
    passed: count.passed,
    failed: count.failed + forgotten.length,
    complaints: [...count.complaints, ...forgotten.map((file) => `${file} was not run`)],
  };
}
