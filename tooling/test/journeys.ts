import { existsSync } from "node:fs";
import path from "node:path";

import { projectRoot } from "@forgea/bootstrap/data-directory";
import { runLogged } from "@forgea/checks/run-logged";
import type { TestCount } from "@forgea/checks/vitest-report";
import type { RunningStack } from "@forgea/testing/stack";

import { readPlaywrightReport } from "./playwright-report.ts";

/** Runs the journeys in a real browser against a running stack. */
export async function runJourneys(stack: RunningStack, logs: string): Promise<TestCount> {
  const report = path.join(logs, "playwright.json");
  const outcome = await runLogged(
    {
      name: "journeys",
      program: path.join(projectRoot, "e2e/node_modules/.bin/playwright"),
      arguments: ["test", "--config=e2e/playwright.config.ts", "--reporter=list,json"],
      env: { FORGEA_STACK: stack.file, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
    },
    logs,
  );
  if (!existsSync(report)) throw new Error(`${outcome.tail}\n${outcome.log}`);
  const count = readPlaywrightReport(report);
  if (outcome.passed || count.failed > 0) return count;
  return { ...count, failed: 1, complaints: [`${outcome.tail}\n${outcome.log}`] };
}
