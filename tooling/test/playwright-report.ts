import { readFileSync } from "node:fs";

import type { TestCount } from "@forgea/checks/vitest-report";
import { z } from "zod";

const Spec = z.object({
  title: z.string(),
  file: z.string(),
  line: z.int(),
  tests: z.array(
    z.object({
      status: z.enum(["expected", "unexpected", "flaky", "skipped"]),
      results: z.array(
        z.object({ error: z.object({ message: z.string().optional() }).optional() }),
      ),
    }),
  ),
});

type Suite = { specs: z.infer<typeof Spec>[]; suites?: Suite[] | undefined };

const Suite: z.ZodType<Suite> = z.object({
  specs: z.array(Spec),
  get suites() {
    return z.array(Suite).optional();
  },
});

const Report = z.object({
  suites: z.array(Suite),
  errors: z.array(z.object({ message: z.string().optional() })),
});

/** Reads Playwright's JSON report. A journey that was skipped or passed only at the second try counts as failed. */
export function readPlaywrightReport(file: string): TestCount {
  const report = Report.parse(JSON.parse(readFileSync(file, "utf8")));
  const count: TestCount = { passed: 0, failed: 0, complaints: [] };
  for (const { message } of report.errors) {
    count.failed += 1;
    count.complaints.push(plain(message));
  }
  for (const spec of report.suites.flatMap(specsOf)) {
    for (const { status, results } of spec.tests) {
      if (status === "expected") {
        count.passed += 1;
        continue;
      }
      count.failed += 1;
      const message = results.map(({ error }) => plain(error?.message)).find(Boolean) ?? status;
      count.complaints.push(`${spec.title}\n    ${spec.file}:${spec.line}\n${message}`);
    }
  }
  return count;
}

function specsOf(suite: Suite): z.infer<typeof Spec>[] {
  return [...suite.specs, ...(suite.suites ?? []).flatMap(specsOf)];
}

function plain(message = ""): string {
  // oxlint-disable-next-line eslint/no-control-regex -- terminal colours begin with the escape character
  const text = message.replaceAll(/\u001B\[[0-9;]*m/g, "");
  return text
    .split("\n")
    .slice(0, 15)
    .map((each) => `    ${each}`)
    .join("\n");
}
