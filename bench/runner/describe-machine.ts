import { execFile } from "node:child_process";
import { availableParallelism, cpus, totalmem } from "node:os";
import path from "node:path";
import { promisify } from "node:util";

import { Client } from "pg";

const run = promisify(execFile);
const projectRoot = path.resolve(import.meta.dirname, "../..");

export type Machine = { cores: number; memoryGiB: number; cpu: string; system: string };

/** The machine that measured. */
export function describeMachine(): Machine {
  return {
    cores: availableParallelism(),
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    cpu: cpus()[0]?.model.trim() ?? "unknown",
    system: `${process.platform} ${process.arch}`,
  };
}

/** What ran. `postgres` only when there was a stack. */
export async function describeVersions(
  databaseUrl: string | undefined,
): Promise<Record<string, string>> {
  const git = await run("git", ["--version"]);
  return {
    node: process.versions.node,
    ...(databaseUrl !== undefined && { postgres: await postgresVersion(databaseUrl) }),
    git: git.stdout.replace(/^git version /, "").trim(),
    forgea: await commit(),
  };
}

async function postgresVersion(connectionString: string): Promise<string> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    const { rows } = await client.query<{ server_version: string }>("SHOW server_version");
    return rows[0]?.server_version ?? "unknown";
  } finally {
    await client.end();
  }
}

/** The commit, marked when files differ from it: figures of such a tree cannot be shown again. */
async function commit(): Promise<string> {
  try {
    const git = async (...args: string[]) => (await run("git", args, { cwd: projectRoot })).stdout;
    const head = (await git("rev-parse", "--short=12", "HEAD")).trim();
    const changes = await git("status", "--porcelain", "--untracked-files=no");
    return changes === "" ? head : `${head} with changes`;
  } catch {
    return "unknown";
  }
}
