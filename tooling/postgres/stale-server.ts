import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";

import { isAlive } from "@forgea/bootstrap/process-identity";
import { Refusal } from "@forgea/bootstrap/refusal";

/**
 * Ends a server that an earlier start left behind on this cluster (its supervisor was killed), and removes
 * what a crash left of its lock file. Only the process whose id stands in the lock file is touched, and only
 * when its command line names this very cluster: after a reboot the id may belong to anybody.
 */
export async function endStaleServer(cluster: string): Promise<void> {
  const lock = path.join(cluster, "postmaster.pid");
  if (!existsSync(lock)) return;
  const pid = Number(readFileSync(lock, "utf8").split("\n")[0]);
  if (!Number.isInteger(pid) || pid < 2 || !isServerOf(pid, cluster)) {
    rmSync(lock, { force: true });
    return;
  }
  process.kill(pid, "SIGINT");
  const deadline = Date.now() + 30_000;
  while (isServerOf(pid, cluster)) {
    if (Date.now() > deadline) {
      throw new Refusal(`An older PostgreSQL (process ${pid}) does not let go of ${cluster}.`, {
        remedy: `End it (kill -QUIT ${pid}) and start again.`,
      });
    }
    await pause(50);
  }
}

function isServerOf(pid: number, cluster: string): boolean {
  if (!isAlive(pid)) return false;
  const command = commandLine(pid);
  return command.includes("postgres") && command.includes(cluster);
}

function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    return (
      spawnSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" }).stdout ?? ""
    );
  }
}
