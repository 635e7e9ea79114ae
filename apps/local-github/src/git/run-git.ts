import { spawn } from "node:child_process";
import type { Directories } from "./directories.ts";

/** git's answer was not 0; `stderr` is for the log, never for a client. */
export class GitError extends Error {
  readonly code: number | null;
  readonly stderr: string;
  constructor(command: string, code: number | null, stderr: string) {
    super(`git ${command} ended with ${code}: ${stderr.trim().slice(0, 500)}`);
    this.code = code;
    this.stderr = stderr;
  }
}

export interface GitOptions {
  cwd: string;
  input?: string | Buffer;
  /** Answers that are facts, not failures (`merge-base --is-ancestor` says no with 1). */
  accept?: number[];
  env?: Record<string, string>;
  timeoutMs?: number;
  maxOutputBytes?: number;
}

/** Settings that no repository can override: they are given on the command line of every git process. */
export function fixedSettings(directories: Directories): string[] {
  const settings = {
    "core.hooksPath": directories.hooks,
    "safe.directory": "*",
    "gc.auto": "0",
    "receive.autogc": "false",
    "maintenance.auto": "false",
    "core.fsmonitor": "false",
    "protocol.allow": "never",
  };
  return Object.entries(settings).flatMap(([key, value]) => ["-c", `${key}=${value}`]);
}

/** The whole environment of a git process: nothing of ours, nothing of the machine's. */
export function gitEnvironment(directories: Directories, path: string): Record<string, string> {
  return {
    PATH: path,
    HOME: directories.home,
    XDG_CONFIG_HOME: directories.home,
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_ATTR_NOSYSTEM: "1",
    GIT_TERMINAL_PROMPT: "0",
    GIT_NO_REPLACE_OBJECTS: "1",
    LC_ALL: "C",
  };
}

/** Runs git once and returns what it wrote; throws GitError. */
export type RunGit = (
  args: string[],
  options: GitOptions,
) => Promise<{ stdout: Buffer; code: number }>;

/** Makes the runner of one-shot git processes; `signal` ends them all at shutdown. */
export function createRunGit(directories: Directories, path: string, signal: AbortSignal): RunGit {
  const settings = fixedSettings(directories);
  const environment = gitEnvironment(directories, path);
  return (args, options) =>
    new Promise((resolve, reject) => {
      const child = spawn("git", [...settings, ...args], {
        cwd: options.cwd,
        env: { ...environment, ...options.env },
        stdio: ["pipe", "pipe", "pipe"],
        signal,
        timeout: options.timeoutMs ?? 30_000,
        killSignal: "SIGKILL",
      });
      const chunks: Buffer[] = [];
      let size = 0;
      let stderr = "";
      const limit = options.maxOutputBytes ?? 256 * 1024 * 1024;
      child.stdout.on("data", (chunk: Buffer) => {
        size += chunk.length;
        if (size > limit) child.kill("SIGKILL");
        else chunks.push(chunk);
      });
      child.stderr.on("data", (chunk: Buffer) => {
        if (stderr.length < 8192) stderr += chunk.toString("utf8");
      });
      child.on("error", reject);
      child.on("close", (code) => {
        if (code !== null && (code === 0 || options.accept?.includes(code))) {
          resolve({ stdout: Buffer.concat(chunks), code });
        } else {
          reject(
            new GitError(args[0] ?? "", code, size > limit ? "the output is too large" : stderr),
          );
        }
      });
      // A process that ends before it has read everything is judged by its exit code, not by EPIPE.
      child.stdin.on("error", () => undefined);
      child.stdin.end(options.input ?? "");
    });
}
