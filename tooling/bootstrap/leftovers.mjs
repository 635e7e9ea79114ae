import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";

import { processIdentity } from "./process-identity.mjs";
import { findRunningStack } from "./running-stack.mjs";

/**
 * A process of a stack: the leader of its group, and the signal it ends by.
 * @typedef {{ name: string, pid: number, identity: string, endSignal: NodeJS.Signals }} RecordedProcess
 */

/** @param {string} directory the data directory */
const fileIn = (directory) => path.join(directory, "processes.json");

/**
 * Writes down what runs, in the order it was started, so that somebody else can end it if we cannot.
 * @param {string} directory
 * @param {RecordedProcess[]} processes
 */
export function recordProcesses(directory, processes) {
  const file = fileIn(directory);
  if (processes.length === 0) {
    rmSync(file, { force: true });
    return;
  }
  writeFileSync(
    `${file}.new`,
    JSON.stringify(processes, ["name", "pid", "identity", "endSignal"]),
    { mode: 0o600 },
  );
  renameSync(`${file}.new`, file);
}

/**
 * Ends what a supervisor that was killed has left behind: the last started first, so that nothing loses the
 * database under its feet. Only processes that are recorded and are still the same run are touched.
 * @param {string} directory
 */
export async function endLeftovers(directory) {
  for (const each of readRecorded(directory).toReversed()) await end(each);
  // Another start may have been quicker and owns these files by now.
  if (findRunningStack(directory)) return;
  for (const file of ["processes.json", "stack.json", "supervisor.json"]) {
    rmSync(path.join(directory, file), { force: true });
  }
}

/**
 * @param {string} directory
 * @returns {RecordedProcess[]}
 */
function readRecorded(directory) {
  try {
    return JSON.parse(readFileSync(fileIn(directory), "utf8"));
  } catch {
    return [];
  }
}

/** @param {RecordedProcess} recorded */
async function end({ pid, identity, endSignal }) {
  const isThere = () => processIdentity(pid) === identity;
  if (!isThere()) return;
  signalGroup(pid, endSignal);
  const deadline = Date.now() + 5000;
  while (isThere() && Date.now() < deadline) await pause(30);
  signalGroup(pid, "SIGKILL");
}

/**
 * Sends a signal to a process and its helpers; silent when they are gone.
 * @param {number} leader
 * @param {NodeJS.Signals} signal
 */
export function signalGroup(leader, signal) {
  try {
    process.kill(-leader, signal);
  } catch {
    // Gone, which is what we want.
  }
}
