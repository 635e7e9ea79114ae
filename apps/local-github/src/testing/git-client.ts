import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { usualPath } from "../start-local-github.ts";

export interface GitResult {
  code: number;
  stdout: string;
  stderr: string;
}

/** The ordinary git client in a home of its own, where nobody has configured anything but a name. */
export function createGitClient() {
  const home = mkdtempSync(join(tmpdir(), "local-github-home-"));
  const env = {
    PATH: usualPath,
    HOME: home,
    GIT_TERMINAL_PROMPT: "0",
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_AUTHOR_NAME: "Mia",
    GIT_AUTHOR_EMAIL: "mia@example.test",
    GIT_COMMITTER_NAME: "Mia",
    GIT_COMMITTER_EMAIL: "mia@example.test",
  };
  let count = 0;

  /** Runs git and returns what it said, also when it refuses. */
  const attempt = (cwd: string, ...args: string[]): Promise<GitResult> =>
    new Promise((resolve) => {
      execFile("git", args, { cwd, env, encoding: "utf8" }, (error, stdout, stderr) => {
        const code = error ? (typeof error.code === "number" ? error.code : 1) : 0;
        resolve({ code, stdout, stderr });
      });
    });

  /** Runs git and returns its output; fails when it refuses. */
  async function run(cwd: string, ...args: string[]): Promise<string> {
    const { code, stdout, stderr } = await attempt(cwd, ...args);
    if (code !== 0) throw new Error(`git ${args.join(" ")}: ${stderr}`);
    return stdout.trim();
  }

  /** A new empty folder. */
  function folder(): string {
    count += 1;
    const path = join(home, `work-${count}`);
    mkdirSync(path);
    return path;
  }

  /** Clones and returns the folder. */
  async function clone(url: string): Promise<string> {
    const path = folder();
    await run(path, "clone", "--quiet", url, ".");
    return path;
  }

  return { home, attempt, run, folder, clone };
}

export type GitClient = ReturnType<typeof createGitClient>;
