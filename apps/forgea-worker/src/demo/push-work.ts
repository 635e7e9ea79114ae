import { execFile } from "node:child_process";
import { appendFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import type { DemoAccount } from "./accounts.ts";

const execute = promisify(execFile);

/** Clones a repository with the ordinary git client, commits a line a message, and pushes each. */
export async function pushWork(
  cloneUrl: string,
  person: DemoAccount,
  messages: readonly string[],
): Promise<void> {
  const home = await mkdtemp(path.join(tmpdir(), "forgea-demo-"));
  const folder = path.join(home, "work");
  const withToken = new URL(cloneUrl);
  withToken.username = person.login;
  withToken.password = person.token;
  const git = (cwd: string, ...args: string[]) =>
    execute("git", args, { cwd, env: gitEnvironment(home), timeout: 30_000 });
  try {
    await git(home, "clone", "--quiet", withToken.href, folder);
    await git(folder, "config", "user.name", person.name);
    await git(folder, "config", "user.email", `${person.login}@example.test`);
    for (const message of messages) {
      await appendFile(path.join(folder, "NOTES.md"), `- ${message}\n`);
      await git(folder, "add", "NOTES.md");
      await git(folder, "commit", "--quiet", "-m", message);
      await git(folder, "push", "--quiet");
    }
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

/** A clean home: the person's own git configuration and helpers stay out of the demo. */
function gitEnvironment(home: string): NodeJS.ProcessEnv {
  return {
    PATH: pathOfThisProcess,
    HOME: home,
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_TERMINAL_PROMPT: "0",
  };
}

const pathOfThisProcess = [
  path.dirname(process.execPath),
  "/usr/local/bin",
  "/usr/bin",
  "/bin",
].join(path.delimiter);
