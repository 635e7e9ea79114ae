import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync } from "node:fs";
import path from "node:path";

import { projectRoot, tailOf } from "@forgea/bootstrap/data-directory";

/** A command of a check, run from the project's folder. */
export type Command = {
  name: string;
  program: string;
  arguments: string[];
  env?: Record<string, string>;
};

export type Outcome = { passed: boolean; log: string; tail: string };

const running = new Set<ChildProcess>();

/** The program of an installed package. */
export function installed(name: string): string {
  return path.join(projectRoot, "node_modules/.bin", name);
}

/** Runs a command with its output in a log of its own; never throws for what the command says. */
export async function runLogged(command: Command, logDirectory: string): Promise<Outcome> {
  mkdirSync(logDirectory, { recursive: true });
  const log = path.join(logDirectory, `${command.name.replaceAll(/\W+/g, "-")}.log`);
  const output = openSync(log, "w");
  try {
    const child = spawn(command.program, command.arguments, {
      cwd: projectRoot,
      stdio: ["ignore", output, output],
      env: {
        ...process.env,
        NEXT_TELEMETRY_DISABLED: "1",
        TURBO_TELEMETRY_DISABLED: "1",
        TURBO_NO_UPDATE_NOTIFIER: "1",
        CHECKPOINT_DISABLE: "1",
        NO_COLOR: "1",
        ...command.env,
      },
    });
    running.add(child);
    const how = await new Promise<string>((resolve, reject) => {
      child.once("error", reject);
      child.once("exit", (code, signal) => resolve(signal ?? `code ${code}`));
    });
    running.delete(child);
    const passed = how === "code 0";
    return { passed, log, tail: passed ? "" : `${tailOf(log, 40)}\n(ended with ${how})` };
  } finally {
    closeSync(output);
  }
}

/** Ends what is still running, when we have to stop early. */
export function endRunning(): void {
  for (const child of running) child.kill("SIGTERM");
}
