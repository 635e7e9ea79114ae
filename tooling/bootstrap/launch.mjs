import { spawn, spawnSync } from "node:child_process";
import path from "node:path";

import { dataDirectory, makeDataDirectory, projectRoot } from "./data-directory.mjs";
import { installPackages } from "./install.mjs";
import { endLeftovers } from "./leftovers.mjs";
import { findTakenPorts, portsTaken, readPorts } from "./ports.mjs";
import { printError, step } from "./progress.mjs";
import { Refusal } from "./refusal.mjs";
import { refuseSecondStack } from "./running-stack.mjs";
import { watchParent } from "./watch-parent.mjs";

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
    process.exitCode = await handOver(options.program, [
      ...options.arguments,
      ...process.argv.slice(2),
    ]);
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

/**
 * @param {string} program
 * @param {string[]} args
 * @returns {Promise<number>}
 */
function handOver(program, args) {
  const bin = path.join(projectRoot, "node_modules/.bin");
  const child = spawn(path.join(bin, "node"), [path.join(projectRoot, program), ...args], {
    cwd: projectRoot,
    // The fourth channel carries no messages: when this process dies, it closes, and the program ends itself.
    stdio: ["inherit", "inherit", "inherit", "ipc"],
    env: { ...process.env, PATH: `${bin}${path.delimiter}${process.env["PATH"] ?? ""}` },
  });
  // A terminal sends Ctrl-C to both of us; the program takes its time to stop everything, and we wait for it.
  process.on("SIGINT", () => undefined);
  for (const signal of /** @type {const} */ (["SIGTERM", "SIGHUP"]))
    process.on(signal, () => child.kill(signal));
  watchParent(() => {
    process.stderr.write("\n  npm has ended, so this ends too.\n");
    child.kill("SIGTERM");
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
  });
}
