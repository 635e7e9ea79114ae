import { spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, writeSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import type { Logger } from "../ports.ts";
import type { CrashPoint, Failpoint } from "./crash-points.ts";
import { type Crash, drawCrash } from "./draw-crash.ts";

const Settings = z.object({
  seed: z.int().min(0),
  /** The part of all subjects that meet a crash, 0 to 1. */
  share: z.number().min(0).max(1),
  /** Where each crash is recorded: its file is the claim that makes it happen once. */
  directory: z.string().min(1),
});

/**
 * Reads FORGEA_FAILPOINTS and arms this process: it kills or pauses itself where a session's draw
 * says so. For chaos runs only. Throws when the text is not what a run writes.
 */
export function armFailpoint(text: string, log: Logger): Failpoint {
  const { seed, share, directory } = Settings.parse(JSON.parse(text));
  mkdirSync(directory, { recursive: true });
  log.warn({ seed, share }, "failpoints are armed: this process kills and pauses itself");
  /** Sessions that a job of this process is at: they meet the crash too. */
  const underWay = new Set<string>();
  return async (point, subject) => {
    follow(underWay, point, subject);
    const crash = drawCrash(seed, share, subject);
    if (crash?.point !== point) return;
    if (crash.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, crash.delayMs));
    if (!claim(directory, subject, crash, underWay)) return;
    if (crash.action === "kill") process.kill(process.pid, "SIGKILL");
    else await sleepAndBeWoken(crash.pauseMs);
  };
}

function follow(underWay: Set<string>, point: CrashPoint, subject: string): void {
  if (point === "lease-taken" || point === "compensation-sent") underWay.add(subject);
  if (point === "job-done-not-acknowledged" || point === "deleted-not-recorded") {
    underWay.delete(subject);
  }
}

/** False when the subject's crash happened before, in whatever process. */
function claim(directory: string, subject: string, crash: Crash, underWay: Set<string>): boolean {
  const file = path.join(directory, `${subject.replaceAll(":", "_")}.json`);
  const record = { subject, ...crash, at: Date.now(), pid: process.pid, met: [...underWay] };
  try {
    const handle = openSync(file, "wx");
    writeSync(handle, JSON.stringify(record));
    closeSync(handle);
    return true;
  } catch {
    return false;
  }
}

/** A stopped process cannot wake itself: a helper that outlives the stop does. */
async function sleepAndBeWoken(ms: number): Promise<void> {
  const wake = spawn("/bin/sh", ["-c", `sleep ${ms / 1_000}; kill -CONT ${process.pid}`], {
    detached: true,
    stdio: "ignore",
  });
  await new Promise<void>((resolve, reject) => {
    wake.once("spawn", () => resolve());
    wake.once("error", reject);
  });
  wake.unref();
  process.kill(process.pid, "SIGSTOP");
}
