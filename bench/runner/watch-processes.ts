import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";

const run = promisify(execFile);
const everyMs = 1_000;
const bytesPerMiB = 2 ** 20;

export type MemoryWatch = {
  /** Ends the watch: the largest resident memory seen under each name, in MiB. */
  stop: () => Promise<Record<string, number>>;
};

/**
 * Samples the resident memory of processes once a second. A process with children (PostgreSQL) counts as the largest
 * single one of them all: their sum would count what they share many times.
 */
export function watchMemory(pids: Readonly<Record<string, number>>): MemoryWatch {
  const largest = new Map<string, number>();
  const sample = async () => {
    await Promise.all(
      Object.entries(pids).map(async ([name, pid]) => {
        const bytes = await largestOfFamily(pid);
        if (bytes > (largest.get(name) ?? 0)) largest.set(name, bytes);
      }),
    );
  };
  let sampling = sample();
  const timer = setInterval(() => {
    sampling = sampling.then(sample);
  }, everyMs);
  return {
    async stop() {
      clearInterval(timer);
      await sampling;
      await sample();
      return Object.fromEntries(
        Object.keys(pids).map((name) => [name, Math.round((largest.get(name) ?? 0) / bytesPerMiB)]),
      );
    },
  };
}

async function largestOfFamily(pid: number): Promise<number> {
  const children = await childrenOf(pid);
  return Math.max(await residentBytes(pid), ...(await Promise.all(children.map(residentBytes))));
}

/** Resident memory of a process in bytes; 0 when it is gone. */
export async function residentBytes(pid: number): Promise<number> {
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

/** Only Linux tells them without a process of its own; elsewhere they are not looked at. */
async function childrenOf(pid: number): Promise<number[]> {
  try {
    const text = await readFile(`/proc/${pid}/task/${pid}/children`, "utf8");
    return text.trim() === "" ? [] : text.trim().split(" ").map(Number);
  } catch {
    return [];
  }
}
