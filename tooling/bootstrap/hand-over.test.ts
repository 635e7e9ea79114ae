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

test("SIGINT to npm alone reaches the program, because the script leaves no shell between", async () => {
  const { scripts } = JSON.parse(
    readFileSync(path.join(import.meta.dirname, "../../package.json"), "utf8"),
  ) as { scripts: Record<string, string> };
  for (const name of ["start", "dev", "test"]) expect(scripts[name]).toMatch(/^exec node /);
  const handOver = JSON.stringify(path.join(import.meta.dirname, "hand-over.mjs"));
  const options = { program: path.join(directory, "program.mjs"), arguments: [], cwd: directory };
  writeFileSync(
    path.join(directory, "launcher.mjs"),
    `import { handOver } from ${handOver};
     process.exitCode = await handOver({
       ...${JSON.stringify(options)}, node: process.execPath, env: process.env });`,
  );
  const manifest = { scripts: { start: "exec node launcher.mjs" } };
  writeFileSync(path.join(directory, "package.json"), JSON.stringify(manifest));
  const npm = spawn("npm", ["start"], { cwd: directory, stdio: "ignore", detached: true });
  await vi.waitFor(() => expect(log()).toBe("ready "), { timeout: 20_000 });
  const exit = once(npm, "exit");
  npm.kill("SIGINT");
  await exit;
  expect(log()).toBe("ready closed stopped ");
}, 30_000);

test("Ctrl-C in a terminal, which reaches both, ends the program in order and not at once", async () => {
  const launcher = await launch();
  const exit = once(launcher, "exit");
  process.kill(-(launcher.pid ?? 0), "SIGINT");
  expect(await exit).toEqual([0, null]);
  expect(log()).toMatch(/^ready (SIGINT|closed) stopped $/);
});
