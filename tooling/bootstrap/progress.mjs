import { explain } from "./refusal.mjs";

const terminal = Boolean(process.stdout.isTTY);
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

/**
 * Prints one finished line.
 * @param {"done" | "failed" | "note"} state
 * @param {string} label
 * @param {string} [rest]
 */
export function line(state, label, rest = "") {
  const sign = { done: paint("32", "✓"), failed: paint("31", "✗"), note: paint("2", "·") }[state];
  process.stdout.write(`  ${sign} ${label.padEnd(26)} ${paint("2", rest)}`.trimEnd() + "\n");
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
  if (terminal) process.stdout.write(`  ${paint("2", "…")} ${label}`);
  const clear = () => terminal && process.stdout.write("\r\u001B[2K");
  try {
    const result = await work();
    clear();
    const remark = typeof result === "string" ? `  ${result}` : "";
    line("done", label, `${duration(performance.now() - began).padStart(7)}${remark}`);
    return result;
  } catch (error) {
    clear();
    line("failed", label, duration(performance.now() - began).padStart(7));
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
