import { explain } from "./refusal.mjs";

const terminal = process.stdout.isTTY;
const paint = (/** @type {string} */ code, /** @type {string} */ text) =>
  terminal && !process.env["NO_COLOR"] ? `\u001B[${code}m${text}\u001B[0m` : text;

/**
 * A duration for people: 0.3 s, 12.4 s, 3 min 5 s.
 * @param {number} milliseconds
 */
export function duration(milliseconds) {
  const seconds = milliseconds / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/** Steps that run right now, in their order of start; several may run side by side. */
const running = new Set();
let hushed = false;

/** No step says anything from here on: what still fails, fails because we are stopping. */
export function hush() {
  running.clear();
  showRunning();
  hushed = true;
}

function showRunning() {
  if (!terminal || hushed) return;
  process.stdout.write("\r\u001B[2K");
  if (running.size > 0) process.stdout.write(`  ${paint("2", "…")} ${[...running].join(", ")}`);
}

/**
 * Prints one line between the steps that are running.
 * @param {"done" | "failed" | "note"} state
 * @param {string} label
 * @param {string} [rest]
 */
export function line(state, label, rest = "") {
  if (hushed) return;
  const sign = { done: paint("32", "✓"), failed: paint("31", "✗"), note: paint("2", "·") }[state];
  if (terminal) process.stdout.write("\r\u001B[2K");
  process.stdout.write(`${`  ${sign} ${label.padEnd(26)} ${paint("2", rest)}`.trimEnd()}\n`);
  showRunning();
}

/**
 * Runs one step and prints one line with its duration when it is over.
 * What the step returns as a text is printed beside the duration.
 * @template T
 * @param {string} label
 * @param {() => Promise<T> | T} work
 * @returns {Promise<T>}
 */
export async function step(label, work) {
  const began = performance.now();
  const took = () => duration(performance.now() - began).padStart(8);
  running.add(label);
  showRunning();
  try {
    const result = await work();
    running.delete(label);
    line("done", label, typeof result === "string" ? `${took()}  ${result}` : took());
    return result;
  } catch (error) {
    running.delete(label);
    line("failed", label, took());
    throw error;
  }
}

/**
 * Prints an error as a block that stands out from the steps.
 * @param {unknown} error
 */
export function printError(error) {
  const text = explain(error)
    .split("\n")
    .map((each) => (each ? `  ${each}` : ""))
    .join("\n");
  process.stderr.write(`\n${text}\n\n`);
}
