// A process beside the supervisor that ends the stack when the supervisor cannot do it itself (kill -9, a crash).
// It is told on its input what runs: "+ <pid> <signal>" and "- <pid>". The input ends when the supervisor does.
// Arguments: files that describe the running stack, removed when it ended this way.
import { rmSync } from "node:fs";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";

/** @type {Map<number, NodeJS.Signals>} */
const running = new Map();

for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
  process.on(signal, () => undefined);
}

for await (const message of createInterface({ input: process.stdin })) {
  const [sign, pid, signal] = message.split(" ");
  if (sign === "+") running.set(Number(pid), /** @type {NodeJS.Signals} */ (signal));
  else running.delete(Number(pid));
}

if (running.size > 0) {
  // The last started ends first: nothing loses the database under its feet.
  for (const [pid, signal] of [...running].toReversed()) await end(pid, signal);
  for (const file of process.argv.slice(2)) rmSync(file, { force: true });
}

/**
 * @param {number} pid the leader of a process group
 * @param {NodeJS.Signals} signal
 */
async function end(pid, signal) {
  if (!send(pid, signal)) return;
  const deadline = Date.now() + 5000;
  while (send(pid, 0)) {
    if (Date.now() > deadline) {
      send(pid, "SIGKILL");
      return;
    }
    await pause(50);
  }
}

/**
 * @param {number} pid
 * @param {NodeJS.Signals | 0} signal
 */
function send(pid, signal) {
  try {
    process.kill(-pid, signal);
    return true;
  } catch {
    return false;
  }
}
