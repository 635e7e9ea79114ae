import { cpus } from "node:os";

import { type CpuUse, cpuSecondsOf, familyOf, largestResident } from "./read-process.ts";

const everyMs = 1_000;
const bytesPerMiB = 2 ** 20;

export type Watched = {
  /**
   * The largest resident memory seen under each name, in MiB. A process with children (PostgreSQL) counts as the
   * largest single one of them all: their sum would count what they share many times.
   */
  rssMiB: Record<string, number>;
  /** Processor time used under each name, children included; `bench` is this process with its git clients. */
  cpuSeconds: Record<string, number>;
  /** How busy all cores were, from 0 to 1, and which part of that belonged to nobody of this run. */
  busyShare: number;
  othersShare: number;
};

/** Samples memory once a second, and processor time at the beginning and at `stop`. */
export async function watchProcesses(
  pids: Readonly<Record<string, number>>,
): Promise<{ stop: () => Promise<Watched> }> {
  const largest = new Map(Object.keys(pids).map((name) => [name, 0]));
  const watched = Object.values(pids);
  const sample = async () => {
    await Promise.all(
      Object.entries(pids).map(async ([name, pid]) => {
        const bytes = await largestResident(await familyOf(pid, watched));
        if (bytes > (largest.get(name) ?? 0)) largest.set(name, bytes);
      }),
    );
  };
  const families = { ...pids, bench: process.pid };
  const before = await readCpu(families);
  let sampling = sample();
  const timer = setInterval(() => {
    sampling = sampling.then(sample);
  }, everyMs);
  return {
    async stop() {
      clearInterval(timer);
      await sampling;
      await sample();
      return {
        rssMiB: Object.fromEntries(
          [...largest].map(([name, bytes]) => [name, Math.round(bytes / bytesPerMiB)]),
        ),
        ...compare(before, await readCpu(families)),
      };
    },
  };
}

type CpuReading = { machine: CpuUse; families: Record<string, number> };

async function readCpu(families: Readonly<Record<string, number>>): Promise<CpuReading> {
  const seconds = Object.entries(families).map(
    async ([name, pid]): Promise<[string, number]> => [
      name,
      await cpuSecondsOf(await familyOf(pid, Object.values(families))),
    ],
  );
  return { machine: machineCpu(), families: Object.fromEntries(await Promise.all(seconds)) };
}

function compare(before: CpuReading, after: CpuReading): Omit<Watched, "rssMiB"> {
  const used = Object.entries(after.families).map(([name, seconds]): [string, number] => {
    return [name, Math.max(0, seconds - (before.families[name] ?? 0))];
  });
  const total = Math.max(0.001, after.machine.total - before.machine.total);
  const busy = after.machine.busy - before.machine.busy;
  const own = used.reduce((sum, [, seconds]) => sum + seconds, 0);
  const share = (seconds: number) => Math.max(0, Math.round((seconds / total) * 100) / 100);
  return {
    cpuSeconds: Object.fromEntries(
      used.map(([name, value]) => [name, Math.round(value * 10) / 10]),
    ),
    busyShare: share(busy),
    othersShare: share(busy - own),
  };
}

/** Seconds of all cores together since the machine started. */
function machineCpu(): CpuUse {
  const times = cpus().map((cpu) => cpu.times);
  const total = times.reduce((sum, { user, nice, sys, idle, irq }) => {
    return sum + user + nice + sys + idle + irq;
  }, 0);
  const idle = times.reduce((sum, each) => sum + each.idle, 0);
  return { busy: (total - idle) / 1000, total: total / 1000 };
}
