import { type ChildProcess, execFile, spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";

import { freePorts } from "@forgea/testing/free-ports";

import type { UsedStack } from "./scenario.ts";
import { until } from "./until.ts";

const run = promisify(execFile);
const projectRoot = path.resolve(import.meta.dirname, "../..");
const readyLimitMs = 60_000;
const endLimitMs = 10_000;

/** What the stack says about one more process of its own. */
type Description = {
  program: string;
  arguments: string[];
  cwd: string;
  env: Record<string, string>;
  url: string;
  health: string;
};

export type ExtraKind = "worker" | "student";

/** One more process of a running stack, on the same database and provider. */
export type ExtraProcess = {
  kind: ExtraKind;
  pid: number;
  /** Its own address; a student app keeps the origin of the stack's. */
  url: string;
  /** The file with its log. */
  log: string;
  /** Resolves when it ended, by whatever: the signal's name, or the exit code. */
  ended: Promise<string>;
  hasEnded: () => boolean;
  /** Asks it to end and kills it after ten seconds. Safe to call again. */
  stop: () => Promise<void>;
};

/**
 * Starts another worker or student app of a running stack on a free port and waits until it is healthy. `port` and `log`
 * are for one that takes the place of another. Whoever starts it stops it. Throws when it is not healthy within a minute.
 */
export async function startExtra(
  stack: UsedStack,
  kind: ExtraKind,
  env: Readonly<Record<string, string>> = {},
  place: { port?: number; log?: string } = {},
): Promise<ExtraProcess> {
  const port = place.port ?? (await freePorts(1))[0] ?? 0;
  const log = place.log ?? path.join(stack.dataDirectory, "logs", `extra-${kind}-${port}.log`);
  const description = await describeProcess(stack, kind, port);
  const output = openSync(log, "a", 0o600);
  const child = spawn(description.program, description.arguments, {
    cwd: description.cwd,
    env: { ...description.env, ...env },
    stdio: ["ignore", output, output],
  });
  closeSync(output);
  const extra = watch(child, kind, description.url, log);
  const healthy = await until(readyLimitMs, 50, async () => {
    return extra.hasEnded() || (await isHealthy(description.health)) || undefined;
  });
  if (healthy === true && !extra.hasEnded()) return extra;
  await extra.stop();
  throw new Error(`another ${kind} did not become healthy: ${log}`);
}

/** The same for every process of a kind but its port, so it is asked for once per port. */
const described = new Map<string, Description>();

async function describeProcess(stack: UsedStack, kind: ExtraKind, port: number) {
  const key = `${stack.dataDirectory} ${stack.startedAt} ${kind} ${port}`;
  const known = described.get(key);
  if (known !== undefined) return known;
  const { stdout } = await run(
    process.execPath,
    ["tooling/start/describe-process.ts", kind, String(port)],
    { cwd: projectRoot, env: { ...process.env, FORGEA_DATA_DIR: stack.dataDirectory } },
  );
  const description = JSON.parse(stdout) as Description;
  described.set(key, description);
  return description;
}

function watch(child: ChildProcess, kind: ExtraKind, url: string, log: string): ExtraProcess {
  // Nothing of ours outlives this process, however it ends in order.
  const killAtExit = () => child.kill("SIGKILL");
  process.once("exit", killAtExit);
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  const ended = new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("exit", (code, signal) => {
      process.off("exit", killAtExit);
      resolve(signal ?? `code ${code}`);
    });
  });
  return {
    kind,
    pid: child.pid ?? 0,
    url,
    log,
    ended,
    hasEnded,
    async stop() {
      if (hasEnded() || child.pid === undefined) return;
      // A paused process hears nothing else.
      child.kill("SIGCONT");
      child.kill("SIGTERM");
      const kill = setTimeout(() => child.kill("SIGKILL"), endLimitMs);
      await ended;
      clearTimeout(kill);
    },
  };
}

async function isHealthy(url: string): Promise<boolean> {
  try {
    const answer = await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(5_000) });
    await answer.body?.cancel();
    return answer.status === 200;
  } catch {
    return false;
  }
}
