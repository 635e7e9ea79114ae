import { rmSync } from "node:fs";
import path from "node:path";

import { holderOf, takeFile } from "./exclusive-file.mjs";
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
  return /** @type {RunningStack | undefined} */ (holderOf(fileIn(directory)));
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
 * Takes the data directory for this process; released by `releaseDataDirectory`, or by our end. Of two that
 * start at once one gets it and the other is refused as a later one would be.
 * @param {string} directory
 * @param {string} studentUrl
 */
export function claimDataDirectory(directory, studentUrl) {
  while (!takeFile(fileIn(directory), { studentUrl })) refuseSecondStack(directory);
}

/** @param {string} directory */
export function releaseDataDirectory(directory) {
  if (findRunningStack(directory)?.pid === process.pid) rmSync(fileIn(directory), { force: true });
}
