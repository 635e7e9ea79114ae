import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { afterEach, beforeEach, expect, test } from "vitest";

import { processIdentity } from "./process-identity.mjs";
import {
  claimDataDirectory,
  findRunningStack,
  refuseSecondStack,
  releaseDataDirectory,
} from "./running-stack.mjs";

let directory = "";
const file = () => path.join(directory, "supervisor.json");

beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), "forgea-claim-"));
});

afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

test("a claimed directory refuses a second stack and says where the first one is", () => {
  claimDataDirectory(directory, "http://localhost:3000");
  expect(() => refuseSecondStack(directory)).toThrow(
    `Forgea is already running here: http://localhost:3000 (process ${process.pid}`,
  );
  expect(() => claimDataDirectory(directory, "http://localhost:4000")).toThrow("already running");
  expect(statSync(file()).mode & 0o777).toBe(0o600);
});

test("a released directory is free", () => {
  claimDataDirectory(directory, "http://localhost:3000");
  releaseDataDirectory(directory);
  expect(existsSync(file())).toBe(false);
  expect(findRunningStack(directory)).toBeUndefined();
});

test("the claim of a process that is gone does not count, also when its id was given to another", () => {
  const reused = {
    pid: process.ppid,
    identity: "another run",
    studentUrl: "http://localhost:3000",
  };
  writeFileSync(file(), JSON.stringify(reused));
  expect(findRunningStack(directory)).toBeUndefined();
  claimDataDirectory(directory, "http://localhost:4000");
  expect(findRunningStack(directory)?.pid).toBe(process.pid);
});

test("a half-written claim does not count", () => {
  writeFileSync(file(), '{"pid":');
  expect(findRunningStack(directory)).toBeUndefined();
});

test("two processes never share an identity, and a dead one has none", () => {
  expect(processIdentity(process.pid)).toBe(processIdentity(process.pid));
  expect(processIdentity(process.pid)).not.toBe(processIdentity(process.ppid));
  expect(processIdentity(2 ** 22 + 1)).toBeUndefined();
});
