import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";

import { processIdentity } from "@forgea/bootstrap/process-identity";
import { finishStandalone } from "@forgea/build/finish-standalone";

import type { Command } from "./process-crew.ts";
import type { Settings } from "./settings.ts";

const apps = ["forgea-student", "forgea-admin"] as const;

/** Generates the database client from the schema, when the schema changed. */
export function generateCommand(settings: Settings): Command {
  return turbo(settings, "generate", ["generate", "--filter=@forgea/schema"]);
}

/**
 * Builds both apps when their sources changed. A build knows no port, origin or data directory, so every copy
 * that runs from this folder shares it; whoever comes second waits.
 */
export async function buildApps(
  settings: Settings,
  run: (command: Command) => Promise<void>,
): Promise<void> {
  const release = await lockBuild(settings.root);
  try {
    const filters = apps.map((app) => `--filter=${app}`);
    await run(turbo(settings, "build", ["build", ...filters]));
    for (const app of apps) finishStandalone(settings.root, app);
  } finally {
    release();
  }
}

function turbo(settings: Settings, name: string, args: string[]): Command {
  return {
    name,
    program: path.join(settings.root, "node_modules/.bin/turbo"),
    arguments: ["run", ...args, "--output-logs=new-only"],
    cwd: settings.root,
    env: {
      ...settings.inherited,
      NEXT_TELEMETRY_DISABLED: "1",
      TURBO_TELEMETRY_DISABLED: "1",
      TURBO_NO_UPDATE_NOTIFIER: "1",
      CHECKPOINT_DISABLE: "1",
    },
  };
}

async function lockBuild(root: string): Promise<() => void> {
  const lock = path.join(root, "node_modules/.cache/forgea-build.lock");
  mkdirSync(path.dirname(lock), { recursive: true });
  for (;;) {
    try {
      writeFileSync(lock, processIdentity(process.pid) ?? "", { flag: "wx" });
      return () => rmSync(lock, { force: true });
    } catch {
      const holder = readLock(lock);
      const isHeld = holder !== "" && processIdentity(Number(holder.split("@")[0])) === holder;
      if (isHeld) await pause(200);
      else rmSync(lock, { force: true });
    }
  }
}

function readLock(lock: string): string {
  try {
    return readFileSync(lock, "utf8");
  } catch {
    return "";
  }
}
