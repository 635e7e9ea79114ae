// pnpm test:quick: types, lint and the tests that need neither database nor git. To be asked after every change.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { projectRoot } from "@forgea/bootstrap/data-directory";
import { duration, line } from "@forgea/bootstrap/progress";

import { findTests } from "./find-tests.ts";
import { type Command, installed, runLogged } from "./run-logged.ts";
import { arrows, format, generate, lint, types } from "./static-checks.ts";
import { readVitestReport } from "./vitest-report.ts";

/** What a test mentions that starts a server, a database or a child process. */
const needsMore =
  /@forgea\/testing|\/testing(\.ts|\/)|node:child_process|test-rows|startLocalGithub|throw-away|startCluster|createCrew|execFile/;

const logs = mkdtempSync(path.join(tmpdir(), "forgea-quick-"));
const began = performance.now();
let passed = 0;
let failed = 0;

if (await check(generate)) {
  // Two cores: the slow ones side by side with the quick ones.
  await Promise.all([check(types), inTurn([lint, format, arrows]), pureTests()]);
}
process.stdout.write(
  `\n${passed} passed, ${failed} failed (${duration(performance.now() - began)})\n`,
);
if (failed === 0) rmSync(logs, { recursive: true, force: true });
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;

async function inTurn(commands: Command[]): Promise<void> {
  for (const command of commands) await check(command);
}

async function check(command: Command): Promise<boolean> {
  const from = performance.now();
  const outcome = await runLogged(command, logs);
  line(outcome.passed ? "done" : "failed", command.name, duration(performance.now() - from));
  if (outcome.passed) passed += 1;
  else {
    failed += 1;
    process.stdout.write(`${outcome.tail}\n`);
  }
  return outcome.passed;
}

async function pureTests(): Promise<void> {
  const from = performance.now();
  const files = await findPureTests();
  const report = path.join(logs, "vitest.json");
  const outcome = await runLogged(
    {
      name: "pure tests",
      program: installed("vitest"),
      arguments: [
        "run",
        "--config=tooling/checks/all-packages.vitest.config.ts",
        "--reporter=json",
        `--outputFile=${report}`,
        ...files,
      ],
    },
    logs,
  );
  const count = readReport(report, outcome.tail);
  passed += count.passed;
  failed += count.failed;
  const took = duration(performance.now() - from);
  line(count.failed === 0 ? "done" : "failed", "pure tests", `${took}  ${count.passed} passed`);
  for (const complaint of count.complaints) process.stdout.write(`${complaint}\n`);
}

function readReport(report: string, tail: string) {
  try {
    return readVitestReport(report);
  } catch {
    return { passed: 0, failed: 1, complaints: [tail], files: [] };
  }
}

async function findPureTests(): Promise<string[]> {
  const files = await findTests();
  return files.filter(
    (file) => !needsMore.test(readFileSync(path.join(projectRoot, file), "utf8")),
  );
}
