import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { afterEach, beforeEach, expect, test } from "vitest";

import { readVitestReport } from "./vitest-report.ts";

let file = "";

beforeEach(() => {
  file = path.join(mkdtempSync(path.join(tmpdir(), "forgea-report-")), "vitest.json");
});

afterEach(() => {
  rmSync(path.dirname(file), { recursive: true, force: true });
});

function report(figures: object, testResults: object[]): void {
  const none = { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0 };
  writeFileSync(file, JSON.stringify({ ...none, ...figures, testResults }));
}

test("passed and failed tests are counted, and the failed ones say why", () => {
  report({ numPassedTests: 2, numFailedTests: 1 }, [
    {
      name: "a.test.ts",
      status: "failed",
      assertionResults: [
        { fullName: "a push counts", status: "passed" },
        { fullName: "a late push does not", status: "failed", failureMessages: ["expected false"] },
      ],
    },
  ]);
  const count = readVitestReport(file);
  expect(count).toMatchObject({ passed: 2, failed: 1 });
  expect(count.complaints[0]).toContain("a late push does not");
  expect(count.complaints[0]).toContain("expected false");
});

test("a file that cannot be loaded counts as failed, although none of its tests ran", () => {
  report({ numPassedTests: 5 }, [
    { name: "b.test.ts", status: "failed", message: "cannot find module", assertionResults: [] },
  ]);
  expect(readVitestReport(file)).toMatchObject({ passed: 5, failed: 1 });
});

test("a skipped test counts as failed", () => {
  report({ numPassedTests: 5, numPendingTests: 1, numTodoTests: 1 }, []);
  expect(readVitestReport(file)).toMatchObject({ passed: 5, failed: 2 });
});
