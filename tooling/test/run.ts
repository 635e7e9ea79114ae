// npm test: everything that proves Forgea works. The last line is `N passed, N failed`.
// FORGEA_TEST_ONLY=checks|unit|e2e runs a part of it.
import { rmSync } from "node:fs";
import path from "node:path";

import { projectRoot } from "@forgea/bootstrap/data-directory";
import { isAlive } from "@forgea/bootstrap/process-identity";
import { duration, line } from "@forgea/bootstrap/progress";
import { endRunning, installed, type Outcome, runLogged } from "@forgea/checks/run-logged";
import { generate, staticChecks } from "@forgea/checks/static-checks";
import { type RunningStack, startStack } from "@forgea/testing/stack";

import { runJourneys } from "./journeys.ts";
import { Tally } from "./tally.ts";
import { runUnitTests } from "./unit-tests.ts";

const logs = path.join(projectRoot, "test-results");
const only = process.env["FORGEA_TEST_ONLY"];
const wants = (part: "checks" | "unit" | "e2e") => !only || only === part;
const tally = new Tally();
const storm = {
  name: "crashes while setting up",
  program: process.execPath,
  arguments: ["bench/run.ts", "chaos", "provision", "--short", "--json"],
};
const began = performance.now();

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => giveUp(signal));
}
// Our starter holds the other end of this channel: it closes when it dies, however it dies.
process.on("disconnect", () => giveUp("its starter ended"));

rmSync(logs, { recursive: true, force: true });
await tally.check(generate.name, () => runLogged(generate, logs));
if (wants("checks")) {
  for (const check of staticChecks) await tally.check(check.name, () => runLogged(check, logs));
}
if (wants("unit")) await tally.tests("unit and integration", () => runUnitTests(logs));
if (wants("e2e") && (await isBuilt())) {
  await runInBrowser();
  // On a stack of its own: it kills what the journeys need.
  await tally.check(storm.name, () => runLogged(storm, logs));
}

line("note", "everything", duration(performance.now() - began).padStart(10));
const code = tally.report();
if (code === 0) rmSync(logs, { recursive: true, force: true });
process.exit(code);

function isBuilt(): Promise<boolean> {
  const build = {
    name: "build",
    program: installed("turbo"),
    arguments: ["run", "build", "--output-logs=errors-only"],
  };
  return tally.check(build.name, () => runLogged(build, logs));
}

async function runInBrowser(): Promise<void> {
  const browser = {
    name: "browser",
    program: process.execPath,
    arguments: ["tooling/browser/install-browser.mjs"],
  };
  const hasBrowser = await tally.check(browser.name, () => runLogged(browser, logs));
  let stack: RunningStack | undefined;
  await tally.check("stack starts", async () => {
    stack = await startStack({ testControl: true });
    return { passed: true, log: "", tail: "" };
  });
  if (!stack) return;
  const { stop } = stack;
  const failedBefore = tally.failed;
  if (hasBrowser) await tally.tests("journeys", () => runJourneys(stack as RunningStack, logs));
  // What failed is looked into in the logs of the stack, so they stay.
  const keepData = tally.failed > failedBefore;
  if (keepData) line("note", "the stack's data and logs", stack.dataDirectory);
  await tally.check("stack stops", () => stopsCleanly(stop, keepData, stack));
}

async function stopsCleanly(
  stop: RunningStack["stop"],
  keepData: boolean,
  stack: RunningStack | undefined,
): Promise<Outcome> {
  await stop({ keepData });
  const left = Object.entries(stack?.pids ?? {}).filter(([, pid]) => isAlive(pid));
  const tail = left.map(([name, pid]) => `${name} (process ${pid}) is still running`).join("\n");
  return { passed: left.length === 0, log: "", tail };
}

function giveUp(why: string): never {
  endRunning();
  process.stdout.write(`\nStopped before the end (${why}).\n`);
  process.exit(130);
}
