import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startTestGithub, type TestGithub } from "./testing/start-test-github.ts";

let test: TestGithub;
let port: number;
let child: ChildProcess;

beforeEach(async () => {
  test = await startTestGithub();
  port = Number(new URL(test.url).port);
  await test.generate("work", "mia");
  await test.stop();
  await startProcess();
});
afterEach(async () => {
  await endProcess("SIGKILL");
  await test.start();
  await test.close();
});

/** Starts the real process on the test's data and waits until it answers. */
async function startProcess(): Promise<void> {
  const config = join(test.options.dataDirectory, "config.json");
  writeFileSync(config, JSON.stringify(test.config), { mode: 0o600 });
  child = spawn(process.execPath, [join(import.meta.dirname, "main.ts")], {
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      LOCAL_GITHUB_PORT: String(port),
      LOCAL_GITHUB_URL: `http://localhost:${port}`,
      LOCAL_GITHUB_DATA: test.options.dataDirectory,
      LOCAL_GITHUB_CONFIG: config,
    },
  });
  let said = "";
  child.stdout?.on("data", (chunk: Buffer) => (said += chunk.toString()));
  child.stderr?.on("data", (chunk: Buffer) => (said += chunk.toString()));
  const deadline = Date.now() + 30_000;
  while (!said.includes('"msg":"ready"')) {
    if (Date.now() > deadline || child.exitCode !== null) throw new Error(`not ready: ${said}`);
    await Promise.race([once(child.stdout ?? child, "data"), once(child, "exit")]);
  }
  expect((await fetch(`http://localhost:${port}/health`)).status).toBe(200);
  // Node's warnings about experimental features would reach whoever starts the stack.
  expect(said).not.toContain("Warning");
}

async function endProcess(signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const exit = once(child, "exit");
  child.kill(signal);
  const [code] = (await exit) as [number | null];
  return code;
}

describe("the process", () => {
  it("announces every push that git called done, also when it is killed right after, and under one GUID", async () => {
    const folder = await test.git.clone(test.cloneUrl("work", "mia"));
    const heads: string[] = [];
    for (let round = 0; round < 4; round += 1) {
      await test.git.run(folder, "commit", "--quiet", "--allow-empty", "-m", `Round ${round}`);
      await test.git.run(folder, "push", "--quiet");
      await endProcess("SIGKILL");
      heads.push(await test.git.run(folder, "rev-parse", "HEAD"));
      await startProcess();
    }
    for (const head of heads) {
      await test.receiver.waitFor((one) => one.event === "push" && one.payload["after"] === head);
      const sent = test.receiver.received.filter((one) => one.payload["after"] === head);
      expect(new Set(sent.map((one) => one.guid)).size).toBe(1);
    }
  });

  it("ends cleanly when it is told to", async () => {
    expect(await endProcess("SIGTERM")).toBe(0);
  });
});
