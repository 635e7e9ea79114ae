import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

import type { CrashRecord } from "./crash-draw.ts";

/** Something that happened to a session. `at` in milliseconds since 1970. */
export type Fault = { at: number; kind: string };

/** What the processes wrote before they killed or paused themselves. */
export function readCrashes(directory: string): CrashRecord[] {
  return readdirSync(directory)
    .filter((file) => file.endsWith(".json"))
    .flatMap((file) => {
      const text = readFileSync(path.join(directory, file), "utf8");
      return text === "" ? [] : [JSON.parse(text) as CrashRecord];
    });
}

/** Failures of the provider, as the workers logged them, by session. */
export function readProviderFaults(logs: readonly string[]): Map<string, Fault[]> {
  const found = new Map<string, Fault[]>();
  for (const log of logs) {
    for (const line of readFileSync(log, "utf8").split("\n")) {
      const entry = parse(line);
      if (entry?.msg !== "the provider did not do it" || !entry.labSessionId) continue;
      const faults = found.get(entry.labSessionId) ?? [];
      faults.push({ at: entry.time, kind: "provider" });
      found.set(entry.labSessionId, faults);
    }
  }
  return found;
}

type Line = { time: number; msg: string; labSessionId?: string };

/** A process that was killed leaves half a line. */
function parse(line: string): Line | undefined {
  if (!line.startsWith("{")) return undefined;
  try {
    return JSON.parse(line) as Line;
  } catch {
    return undefined;
  }
}
