import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { endLeftovers, recordProcesses, signalGroup } from "./leftovers.mjs";
import { isAlive, processIdentity } from "./process-identity.mjs";

let directory = "";
const started: number[] = [];

beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), "forgea-leftovers-"));
});

afterEach(() => {
  for (const pid of started.splice(0)) signalGroup(pid, "SIGKILL");
  rmSync(directory, { recursive: true, force: true });
});

function startSleeper(program = "setInterval(() => {}, 1000)"): ChildProcess & { pid: number } {
  const child = spawn(process.execPath, ["-e", program], { stdio: "ignore", detached: true });
  if (child.pid === undefined) throw new Error("not started");
  started.push(child.pid);
  return Object.assign(child, { pid: child.pid });
}

const recorded = (pid: number, identity = processIdentity(pid) ?? "") => ({
  name: "sleeper",
  pid,
  identity,
  endSignal: "SIGTERM" as const,
});

test("what was recorded is ended, and the record goes with it", async () => {
  const sleeper = startSleeper();
  recordProcesses(directory, [recorded(sleeper.pid)]);
  expect(statSync(path.join(directory, "processes.json")).mode & 0o777).toBe(0o600);
  await endLeftovers(directory);
  expect(processIdentity(sleeper.pid)).toBeUndefined();
  expect(existsSync(path.join(directory, "processes.json"))).toBe(false);
});

test("a process that was given a recorded id later is left alone", async () => {
  const stranger = startSleeper();
  recordProcesses(directory, [recorded(stranger.pid, "an earlier run with this id")]);
  await endLeftovers(directory);
  expect(isAlive(stranger.pid)).toBe(true);
});

test("without a record there is nothing to do", async () => {
  await expect(endLeftovers(directory)).resolves.toBeUndefined();
});

test("when a parent is killed, its guard ends what it had recorded", async () => {
  const guard = new URL("guard.mjs", import.meta.url).href;
  const leftovers = new URL("leftovers.mjs", import.meta.url).href;
  const identity = new URL("process-identity.mjs", import.meta.url).href;
  const parent = startSleeper(`
    Promise.all([import("${guard}"), import("${leftovers}"), import("${identity}")]).then(
      ([{ startGuard }, { recordProcesses }, { processIdentity }]) => {
        startGuard(${JSON.stringify(directory)});
        const { pid } = require("node:child_process").spawn("sleep", ["600"], { stdio: "ignore", detached: true });
        recordProcesses(${JSON.stringify(directory)}, [
          { name: "sleep", pid, identity: processIdentity(pid), endSignal: "SIGTERM" },
        ]);
      },
    );
    setInterval(() => {}, 1000);
  `);
  const record = path.join(directory, "processes.json");
  await vi.waitFor(() => expect(existsSync(record)).toBe(true), { timeout: 10_000 });
  const [child] = JSON.parse(readFileSync(record, "utf8")) as [{ pid: number }];
  started.push(child.pid);
  parent.kill("SIGKILL");
  await vi.waitFor(() => expect(processIdentity(child.pid)).toBeUndefined(), { timeout: 10_000 });
});
