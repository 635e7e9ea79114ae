import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

/**
 * Something that names one run of one process: its id together with the moment it began. Ids are used again
 * after a while (at once in a fresh container), so an id from a file alone proves nothing.
 * @param {number} pid
 * @returns {string | undefined} undefined when no such process is alive
 */
export function processIdentity(pid) {
  if (!isAlive(pid)) return undefined;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The second field is the program's name in parentheses and may hold anything; the begin is the 22nd field.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    return fields[0] === "Z" ? undefined : `${pid}@${boot}/${fields[19]}`;
  } catch {
    const { stdout, status } = spawnSync("ps", ["-o", "lstart=", "-p", String(pid)], {
      encoding: "utf8",
    });
    return status === 0 && stdout.trim() ? `${pid}@${stdout.trim()}` : undefined;
  }
}

/**
 * Whether a process with this id is there, ours or somebody else's.
 * @param {number} pid
 */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === "EPERM";
  }
}
