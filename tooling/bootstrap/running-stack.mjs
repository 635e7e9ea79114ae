import { readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

import { processIdentity } from "./process-identity.mjs";
import { Refusal } from "./refusal.mjs";

/** @typedef {{ pid: number, identity: string, studentUrl: string }} RunningStack */

/** @param {string} directory the data directory */
const fileIn = (directory) => path.join(directory, "supervisor.json");

/**
 * The stack that runs on this data directory right now, if there is one.
 * @param {string} directory
 * @returns {RunningStack | undefined}
 */
export function findRunningStack(directory) {
  try {
    const running = /** @type {RunningStack} */ (
      JSON.parse(readFileSync(fileIn(directory), "utf8"))
    );
    return processIdentity(running.pid) === running.identity ? running : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Refuses to start a second stack on the data of a running one.
 * @param {string} directory
 */
export function refuseSecondStack(directory) {
  const running = findRunningStack(directory);
  if (!running) return;
  throw new Refusal(
    `Forgea is already running here: ${running.studentUrl} (process ${running.pid}, data in ${directory}).`,
    {
      remedy:
        "Stop it with Ctrl-C in its terminal" +
        ` (or: kill ${running.pid}).\nFor a second copy beside it set FORGEA_DATA_DIR and the *_PORT variables.`,
    },
  );
}

/**
 * Takes the data directory for this process; released by `releaseDataDirectory`, or by our end.
 * @param {string} directory
 * @param {string} studentUrl
 */
export function claimDataDirectory(directory, studentUrl) {
  const file = fileIn(directory);
  const claim = JSON.stringify({
    pid: process.pid,
    identity: processIdentity(process.pid),
    studentUrl,
  });
  for (let attempt = 0; ; attempt += 1) {
    try {
      writeFileSync(file, `${claim}\n`, { flag: "wx", mode: 0o600 });
      return;
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== "EEXIST" || attempt > 0)
        throw error;
      refuseSecondStack(directory);
      rmSync(file, { force: true });
    }
  }
}

/** @param {string} directory */
export function releaseDataDirectory(directory) {
  if (findRunningStack(directory)?.pid === process.pid) rmSync(fileIn(directory), { force: true });
}
