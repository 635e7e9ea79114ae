import { spawnSync } from "node:child_process";
import path from "node:path";

import { dataDirectory, makeDataDirectory, projectRoot } from "./data-directory.mjs";
import { handOver } from "./hand-over.mjs";
import { installPackages } from "./install.mjs";
import { endLeftovers } from "./leftovers.mjs";
import { findTakenPorts, portsTaken, readPorts } from "./ports.mjs";
import { printError, step } from "./progress.mjs";
import { Refusal } from "./refusal.mjs";
import { refuseSecondStack } from "./running-stack.mjs";

/**
 * Checks what the machine must have, installs the packages, and hands over to a program that runs on the
 * Node they brought. Ends this process with that program's exit code.
 * @param {{ program: string, arguments: string[], opensPorts: boolean }} options
 */
export async function launch(options) {
  try {
    const directory = dataDirectory(process.env);
    requireGit();
    makeDataDirectory(directory);
    if (options.opensPorts) await requirePorts(directory);
    await step("packages", () => installPackages(projectRoot, directory));
    process.exitCode = await handOver({
      node: path.join(projectRoot, "node_modules/.bin/node"),
      program: path.join(projectRoot, options.program),
      arguments: [...options.arguments, ...process.argv.slice(2)],
      cwd: projectRoot,
      // What a person waited for began with the command, not with the program.
      env: { ...process.env, FORGEA_BEGAN_AT: String(Math.round(performance.timeOrigin)) },
    });
  } catch (error) {
    printError(error);
    process.exitCode = 1;
  }
}

function requireGit() {
  const { status, error } = spawnSync("git", ["--version"], { encoding: "utf8" });
  if (!error && status === 0) return;
  throw new Refusal("git was not found: Forgea keeps every student's work in git.", {
    remedy:
      "Install it (Debian, Ubuntu: apt-get install git; macOS: xcode-select --install) and run the command again.",
  });
}

/** @param {string} directory */
async function requirePorts(directory) {
  const ports = readPorts(process.env);
  refuseSecondStack(directory);
  await endLeftovers(directory);
  const wanted = Object.entries(ports).map(([name, port]) => ({
    name: /** @type {keyof typeof ports} */ (name),
    port,
  }));
  const taken = await findTakenPorts(
    wanted.filter(({ name }) => name !== "postgres" || !process.env["DATABASE_URL"]),
  );
  if (taken.length > 0) throw portsTaken(taken);
}
