import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { afterEach, beforeEach, expect, test, vi } from "vitest";

let directory = "";
const log = () => readFileSync(path.join(directory, "log"), "utf8");

beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), "forgea-hand-over-"));
  writeFileSync(path.join(directory, "log"), "");
  // Ends in order, as the supervisor does: once for its channel or a signal, at once for a second signal.
  writeFileSync(
    path.join(directory, "program.mjs"),
    `import { appendFileSync } from "node:fs";
     const say = (word) => appendFileSync(${JSON.stringify(path.join(directory, "log"))}, word + " ");
     let ending = false;
     let signals = 0;
     const end = (why) => {
       if (ending) return;
       ending = true;
       say(why);
       setTimeout(() => { say("stopped"); process.exit(0); }, 300);
     };
     process.on("disconnect", () => end("closed"));
     for (const signal of ["SIGINT", "SIGTERM"])
       process.on(signal, () => { signals += 1; if (signals > 1) say("at-once"); end(signal); });
     setInterval(() => {}, 1000);
     say("ready");`,
  );
});

afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

async function launch(): Promise<ChildProcess> {
  const options = {
    node: process.execPath,
    program: path.join(directory, "program.mjs"),
    arguments: [],
    cwd: directory,
  };
  const program = `
    const { handOver } = await import("./hand-over.mjs");
    process.exitCode = await handOver({ ...${JSON.stringify(options)}, env: process.env });`;
  const launcher = spawn(process.execPath, ["--input-type=module", "-e", program], {
    cwd: import.meta.dirname,
    stdio: ["ignore", "ignore", "inherit"],
    // A group of its own, so that the signal of a terminal can be sent to it.
    detached: true,
  });
  await vi.waitFor(() => expect(log()).toBe("ready "), { timeout: 10_000 });
  return launcher;
}

test.each(["SIGINT", "SIGTERM"] as const)(
  "%s to the command alone, as a process manager sends it, ends the program in order",
  async (signal) => {
    const launcher = await launch();
    const exit = once(launcher, "exit");
    launcher.kill(signal);
    expect(await exit).toEqual([0, null]);
    expect(log()).toMatch(/^ready (closed|SIGTERM) stopped $/);
  },
);

test("Ctrl-C in a terminal, which reaches both, ends the program in order and not at once", async () => {
  const launcher = await launch();
  const exit = once(launcher, "exit");
  process.kill(-(launcher.pid ?? 0), "SIGINT");
  expect(await exit).toEqual([0, null]);
  expect(log()).toMatch(/^ready (SIGINT|closed) stopped $/);
});
