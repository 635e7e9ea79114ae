import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { afterEach, beforeEach, expect, test } from "vitest";

import { readPlaywrightReport } from "./playwright-report.ts";

let file = "";

beforeEach(() => {
  file = path.join(mkdtempSync(path.join(tmpdir(), "forgea-report-")), "playwright.json");
});

afterEach(() => {
  rmSync(path.dirname(file), { recursive: true, force: true });
});

function spec(title: string, status: string, message?: string) {
  const results = [message ? { error: { message } } : {}];
  return { title, file: "journeys/start.spec.ts", line: 7, tests: [{ status, results }] };
}

test("journeys are counted in nested suites; flaky and skipped ones count as failed", () => {
  writeFileSync(
    file,
    JSON.stringify({
      errors: [],
      suites: [
        {
          specs: [spec("A student starts a lab", "expected")],
          suites: [
            {
              specs: [
                spec("An admin watches", "unexpected", "\u001B[31mtimed out\u001B[0m"),
                spec("passes at the second try", "flaky"),
                spec("left out", "skipped"),
              ],
            },
          ],
        },
      ],
    }),
  );
  const count = readPlaywrightReport(file);
  expect(count).toMatchObject({ passed: 1, failed: 3 });
  expect(count.complaints[0]).toBe("An admin watches\n    journeys/start.spec.ts:7\n    timed out");
});

test("an error outside of every journey counts as failed", () => {
  writeFileSync(file, JSON.stringify({ errors: [{ message: "no config" }], suites: [] }));
  expect(readPlaywrightReport(file)).toMatchObject({ passed: 0, failed: 1 });
});
