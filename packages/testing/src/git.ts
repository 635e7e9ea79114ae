import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";

import { ownEnvironment } from "./env.ts";

const run = promisify(execFile);

export type GitPerson = { name: string; email: string };
export type GitCredential = { login: string; token: string };

/** The real git client as on a fresh machine of a student: its own HOME, no configuration, no prompt. */
export type GitClient = {
  /** A folder to clone into; removed by `dispose`. */
  home: string;
  /** Runs git and returns what it prints; fails with git's own words. Paths are relative to `home`. */
  git: (args: string[], options?: { cwd?: string }) => Promise<string>;
  dispose: () => Promise<void>;
};

/** Makes a git client for one person. Without a credential git is anonymous and fails where one is asked for. */
export async function createGitClient(
  person: GitPerson,
  credential?: GitCredential,
): Promise<GitClient> {
  const home = await mkdtemp(path.join(tmpdir(), "forgea-git-"));
  const env = {
    PATH: ownEnvironment["PATH"],
    HOME: home,
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_TERMINAL_PROMPT: "0",
    GIT_AUTHOR_NAME: person.name,
    GIT_AUTHOR_EMAIL: person.email,
    GIT_COMMITTER_NAME: person.name,
    GIT_COMMITTER_EMAIL: person.email,
    LC_ALL: "C",
    ...(credential && credentialEnvironment(credential)),
  };
  return {
    home,
    git: async (args, options) => {
      const { stdout } = await run("git", args, {
        cwd: path.resolve(home, options?.cwd ?? "."),
        env,
        maxBuffer: 64 * 1024 * 1024,
      });
      return stdout;
    },
    dispose: () => rm(home, { recursive: true, force: true }),
  };
}

/**
 * Answers git's question for a password from the environment, as a credential helper would: the token stands in
 * no URL, so it ends up in no remote and no log.
 */
function credentialEnvironment({ login, token }: GitCredential): Record<string, string> {
  const helper =
    '!f() { test "$1" = get && echo "username=$FORGEA_GIT_LOGIN" && echo "password=$FORGEA_GIT_TOKEN"; }; f';
  return {
    FORGEA_GIT_LOGIN: login,
    FORGEA_GIT_TOKEN: token,
    GIT_CONFIG_COUNT: "2",
    GIT_CONFIG_KEY_0: "credential.helper",
    GIT_CONFIG_VALUE_0: helper,
    GIT_CONFIG_KEY_1: "init.defaultBranch",
    GIT_CONFIG_VALUE_1: "main",
  };
}
