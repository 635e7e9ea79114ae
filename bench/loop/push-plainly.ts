import path from "node:path";

import type { GitClient } from "@forgea/testing/git";

import { now } from "../runner/clock.ts";
import type { WorkDone } from "./work-and-push.ts";

export type PlainTimes = { pushMs: number[]; cloneMs: number };

/**
 * What git itself costs on this machine: pushes the same commits, one by one, to a bare repository on the same disk
 * without any server, and clones it.
 */
export async function pushPlainly(client: GitClient, work: WorkDone): Promise<PlainTimes> {
  const { git } = client;
  await git(["init", "--quiet", "--bare", "plain.git"]);
  const url = `file://${path.join(client.home, "plain.git")}`;
  const push = (sha: string) =>
    git(["push", "--quiet", url, `${sha}:refs/heads/main`], { cwd: "work" });
  await push(work.baseSha);
  const cloneMs = await timed(() => git(["clone", "--quiet", url, "plain"]));
  const pushMs: number[] = [];
  for (const { commitSha } of work.pushes) pushMs.push(await timed(() => push(commitSha)));
  return { pushMs, cloneMs };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = now();
  await work();
  return now() - from;
}
