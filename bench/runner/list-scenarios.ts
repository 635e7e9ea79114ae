import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

import type { Scenario } from "./scenario.ts";

export type Kind = "bench" | "chaos";

const benchFolder = path.resolve(import.meta.dirname, "..");
/** Files of bench/ that are no benchmark. */
const ownFiles = new Set(["run.ts", "vitest.config.ts"]);

/** The names that can be run, in alphabetical order. */
export function scenarioNames(kind: Kind): string[] {
  const folder = folderOf(kind);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => /^[a-z0-9-]+\.ts$/.test(file) && !ownFiles.has(file))
    .map((file) => path.basename(file, ".ts"))
    .toSorted();
}

/** Loads a scenario that `scenarioNames` listed. */
export async function loadScenario(kind: Kind, name: string): Promise<Scenario> {
  const file = path.join(folderOf(kind), `${name}.ts`);
  const module = (await import(pathToFileURL(file).href)) as { default: Scenario };
  return module.default;
}

function folderOf(kind: Kind): string {
  return kind === "bench" ? benchFolder : path.join(benchFolder, "chaos");
}
