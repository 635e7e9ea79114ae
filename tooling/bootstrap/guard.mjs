import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

/**
 * Starts the process that ends what is recorded in a data directory should we die without doing it.
 * @param {string} directory
 * @returns {{ dismiss: () => void }} to be dismissed when everything has ended in order
 */
export function startGuard(directory) {
  const program = fileURLToPath(new URL("end-orphans.mjs", import.meta.url));
  const guard = spawn(process.execPath, [program, directory], {
    stdio: ["pipe", "ignore", "ignore"],
    detached: true,
  });
  // Without its guard everything still works; only a kill -9 of this process would leave the others behind.
  guard.on("error", () => undefined);
  guard.stdin.on("error", () => undefined);
  guard.unref();
  return { dismiss: () => guard.stdin.end("done") };
}
