import { readFileSync } from "node:fs";

import { z } from "zod";

const Report = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  numTodoTests: z.int(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().optional(),
      assertionResults: z.array(
        z.object({
          fullName: z.string(),
          status: z.string(),
          failureMessages: z.array(z.string()).nullish(),
        }),
      ),
    }),
  ),
});

/** How many tests passed and failed, and what the failed ones said. */
export type TestCount = { passed: number; failed: number; complaints: string[] };

/** What vitest reports, with the files that it ran. */
export type VitestCount = TestCount & { files: string[] };

/** Reads vitest's JSON report. A file that could not be loaded and a test that was skipped count as failed. */
export function readVitestReport(file: string): VitestCount {
  const report = Report.parse(JSON.parse(readFileSync(file, "utf8")));
  const complaints: string[] = [];
  let failed = report.numFailedTests;
  for (const { name, status, message, assertionResults } of report.testResults) {
    const broken = assertionResults.filter((each) => each.status === "failed");
    for (const { fullName, failureMessages } of broken) {
      complaints.push(`${fullName}\n    ${name}\n${indent(failureMessages?.join("\n") ?? "")}`);
    }
    if (status === "failed" && broken.length === 0) {
      failed += 1;
      complaints.push(`${name} could not be run\n${indent(message ?? "")}`);
    }
  }
  const skipped = report.numPendingTests + report.numTodoTests;
  if (skipped > 0) complaints.push(`${skipped} tests were skipped`);
  const files = report.testResults.map(({ name }) => name);
  return { passed: report.numPassedTests, failed: failed + skipped, complaints, files };
}

function indent(text: string): string {
  return text
    .split("\n")
    .slice(0, 12)
    .map((line) => `    ${line}`)
    .join("\n");
}
