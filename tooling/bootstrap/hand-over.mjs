import { spawn } from "node:child_process";
import path from "node:path";

import { watchParent } from "./watch-parent.mjs";

/**
 * Runs a program to its end and passes on how we are asked to end. Answers its exit code.
 * @param {{ node: string, program: string, arguments: string[], cwd: string, env: NodeJS.ProcessEnv }} options
 * @returns {Promise<number>}
 */
export function handOver({ node, program, arguments: args, cwd, env }) {
  const bin = path.dirname(node);
  const child = spawn(node, [program, ...args], {
    cwd,
    // The fourth channel carries no messages: when it closes, the program ends itself in order.
    stdio: ["inherit", "inherit", "inherit", "ipc"],
    env: { ...env, PATH: `${bin}${path.delimiter}${env["PATH"] ?? ""}` },
  });
  // A terminal sends Ctrl-C to both of us (and npm passes it on to us once more), a process manager to npm or us
  // alone. The scripts in package.json say exec: a shell between npm and us would keep the signal to itself. Closing the channel is right for both:
  // passed on, the signal would be the second one for the program, which means "at once".
  process.on("SIGINT", () => {
    if (child.connected) child.disconnect();
  });
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
