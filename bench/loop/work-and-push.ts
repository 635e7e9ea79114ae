import { writeFile } from "node:fs/promises";
import path from "node:path";

import type { GitClient } from "@forgea/testing/git";

import { now } from "../runner/clock.ts";

/** One `git push`, timed from outside. Times in ms since 1970. */
export type Push = { labSessionId: string; commitSha: string; sentAt: number; exitedAt: number };

export type Work = {
  git: GitClient;
  labSessionId: string;
  cloneUrl: string;
  pushes: number;
  random: () => number;
};

export type WorkDone = { cloneMs: number; pushes: Push[]; baseSha: string };

/** Works as a student does: clones, then commits and pushes again and again. */
export async function workAndPush(work: Work): Promise<WorkDone> {
  const { git } = work.git;
  const from = now();
  await git(["clone", "--quiet", work.cloneUrl, "work"]);
  const cloneMs = now() - from;
  const inWork = (...args: string[]) => git(args, { cwd: "work" });
  const baseSha = (await inWork("rev-parse", "HEAD")).trim();
  const pushes: Push[] = [];
  for (let number = 1; number <= work.pushes; number++) {
    await writeFile(path.join(work.git.home, "work", "answer.js"), answer(number, work.random));
    await inWork("add", ".");
    await inWork("commit", "--quiet", "--message", `Step ${number}`);
    const commitSha = (await inWork("rev-parse", "HEAD")).trim();
    const sentAt = now();
    await inWork("push", "--quiet", "origin", "HEAD");
    pushes.push({ labSessionId: work.labSessionId, commitSha, sentAt, exitedAt: now() });
  }
  return { cloneMs, pushes, baseSha };
}

const linesOfAnswer = 40;

/** About 1.5 kB that look like code and do not compress to nothing. */
function answer(number: number, random: () => number): string {
  const line = (_: unknown, index: number) =>
    `export const value${index} = "${Math.floor(random() * 2 ** 52).toString(36)}";`;
  return [`// Step ${number}`, ...Array.from({ length: linesOfAnswer }, line), ""].join("\n");
}
