import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";

import { processIdentity } from "./process-identity.mjs";

/** @typedef {{ pid: number, identity: string }} Claim */

/**
 * Who holds a file that only one process may have, if that process is still the same run.
 * @param {string} file
 * @returns {Claim | undefined} with what else its `takeFile` wrote
 */
export function holderOf(file) {
  try {
    const claim = /** @type {Claim} */ (JSON.parse(readFileSync(file, "utf8")));
    return processIdentity(claim.pid) === claim.identity ? claim : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Takes the file for this process, unless another one that is alive has it. It appears with its content or
 * not at all: a reader who came in between would take an empty one for nobody's.
 * @param {string} file
 * @param {Record<string, string>} about
 * @returns {boolean} whether it is ours now
 */
export function takeFile(file, about) {
  const own = `${file}.${process.pid}`;
  const claim = { pid: process.pid, identity: processIdentity(process.pid), ...about };
  writeFileSync(own, `${JSON.stringify(claim)}\n`, { mode: 0o600 });
  try {
    for (;;) {
      if (appears(own, file)) return true;
      if (holderOf(file)) return false;
      setAside(file, `${own}.old`);
    }
  } finally {
    rmSync(own, { force: true });
  }
}

/**
 * @param {string} own
 * @param {string} file
 */
function appears(own, file) {
  try {
    linkSync(own, file);
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === "EEXIST") return false;
    throw error;
  }
}

/**
 * Removes what a process left that is gone. Another start may have done the same and taken the file since:
 * then it is put back.
 * @param {string} file
 * @param {string} aside
 */
function setAside(file, aside) {
  try {
    renameSync(file, aside);
    if (holderOf(aside)) appears(aside, file);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== "ENOENT") throw error;
  }
  rmSync(aside, { force: true });
}
