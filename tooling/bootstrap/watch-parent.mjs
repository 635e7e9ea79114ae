import { readFileSync } from "node:fs";

import { isAlive } from "./process-identity.mjs";

/**
 * Calls back when npm, who started us, is gone. `kill <npm>` ends npm and the shell between us, but that shell
 * does not pass the signal on: without this the whole stack would stay behind, belonging to nobody.
 * Tests ask for the same. Started in any other way (by hand, by a service manager) nothing is watched.
 * @param {() => void} onGone
 */
export function watchParent(onGone) {
  if (!process.env["npm_lifecycle_event"] && !process.env["FORGEA_END_WITH_PARENT"]) return;
  const parent = process.ppid;
  const starter = starterOf(parent);
  const timer = setInterval(() => {
    if (process.ppid === parent && (starter === undefined || isAlive(starter))) return;
    clearInterval(timer);
    onGone();
  }, 300);
  timer.unref();
}

/**
 * npm itself, when our parent is only the shell that npm put between us.
 * @param {number} parent
 */
function starterOf(parent) {
  try {
    const stat = readFileSync(`/proc/${parent}/stat`, "utf8");
    const isShell = /\((sh|dash|bash|ash|busybox)\)/.test(stat);
    return isShell ? Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]) : undefined;
  } catch {
    return undefined;
  }
}
