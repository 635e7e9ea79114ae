import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";

const run = promisify(execFile);
/** The unit of /proc/<pid>/stat, the same on every Linux. */
const ticksPerSecond = 100;

/** Processor time in seconds. */
export type CpuUse = { busy: number; total: number };

/**
 * A process and its children without those that are watched themselves: the supervisor is the parent of all others.
 * Only Linux tells children without a process of its own; elsewhere they are not looked at.
 */
export async function familyOf(pid: number, watched: readonly number[] = []): Promise<number[]> {
  try {
    const text = await readFile(`/proc/${pid}/task/${pid}/children`, "utf8");
    const children = text.trim() === "" ? [] : text.trim().split(" ").map(Number);
    return [pid, ...children.filter((child) => !watched.includes(child))];
  } catch {
    return [pid];
  }
}

/** Resident memory of the largest of these processes, in bytes; 0 when they are gone. */
export async function largestResident(pids: readonly number[]): Promise<number> {
  return Math.max(...(await Promise.all(pids.map(residentBytes))));
}

/** Processor time of these processes and of their ended children. 0 where /proc is not there to ask. */
export async function cpuSecondsOf(pids: readonly number[]): Promise<number> {
  const seconds = await Promise.all(pids.map(cpuSeconds));
  return seconds.reduce((sum, each) => sum + each, 0);
}

async function residentBytes(pid: number): Promise<number> {
  try {
    if (process.platform === "linux") {
      const status = await readFile(`/proc/${pid}/status`, "utf8");
      return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024;
    }
    const { stdout } = await run("ps", ["-o", "rss=", "-p", String(pid)]);
    return Number(stdout.trim()) * 1024;
  } catch {
    return 0;
  }
}

async function cpuSeconds(pid: number): Promise<number> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, "utf8");
    // The second field is the name in brackets and may hold spaces; utime to cstime are fields 14 to 17.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / ticksPerSecond;
  } catch {
    return 0;
  }
}
