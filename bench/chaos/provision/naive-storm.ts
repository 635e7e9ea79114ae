import { type ChildProcess, fork } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";

import type { TestControl } from "@forgea/testing/test-control";
import { Client } from "pg";

import { now } from "../../runner/clock.ts";
import { inLanes } from "../../runner/in-lanes.ts";
import { seededRandom } from "../../runner/random.ts";
import type { UsedStack } from "../../runner/scenario.ts";
import { killDatabase } from "./kill-database.ts";
import { listMarked } from "./list-marked.ts";
import { readPatiently } from "./patient-database.ts";
import { providerFaults } from "./provider-faults.ts";

const actors = 3;
const patienceMs = 5_000;
const giveUpMs = 90_000;
const doubleClicks = 0.3;
const databaseEveryMs = 15_000;
const template = "lab-template-v1";

export type NaivePlan = {
  stack: UsedStack;
  control: TestControl;
  pairs: number;
  atOnce: number;
  stallMs: number;
  seed: number;
  signal: AbortSignal;
};

/**
 * The same storm against the order "create the repository, save the row, delete on error": the same crashes, provider
 * faults, database crashes and impatient students, with actors of its own (naive-actor.ts) and a database of its own.
 */
export async function stormNaively(plan: NaivePlan) {
  const { stack, control, seed } = plan;
  const databaseUrl = await createDatabase(stack);
  const directory = path.join(stack.dataDirectory, "chaos", "naive");
  mkdirSync(directory, { recursive: true });
  const crew = keepActors(stack, { databaseUrl, directory, seed });
  const random = seededRandom(seed);
  const pairs = Array.from({ length: plan.pairs }, (_, n) => pairName(seed, n));
  await control.faults(seed, providerFaults(plan.stallMs));
  const over = new AbortController();
  const ending = AbortSignal.any([over.signal, plan.signal]);
  const killing = killFromTimeToTime(stack, random, ending);
  // Looked at when the storm is over.
  killing.catch(() => undefined);
  let unanswered = 0;
  try {
    await inLanes(pairs, plan.atOnce, async (pair) => {
      if (plan.signal.aborted) return;
      const clicks =
        random() < doubleClicks ? [crew.press(pair), crew.press(pair)] : [crew.press(pair)];
      if ((await Promise.all(clicks)).some((answered) => !answered)) unanswered += 1;
    });
  } finally {
    over.abort();
    await killing;
    crew.stop();
    await control.faults(seed, []);
  }
  // What was stalled is executed by then.
  await pause(plan.stallMs, undefined, { signal: plan.signal }).catch(() => undefined);
  return {
    ...(await judge(stack, databaseUrl)),
    runs: readdirSync(directory).length,
    unanswered,
    refusedDeletions: crew.refusedDeletions(),
  };
}

/** The provider's faults go by the ten digits, as in the product's names. */
function pairName(seed: number, n: number): string {
  return `naive-${createHash("sha256").update(`${seed}/${n}`).digest("hex").slice(0, 10)}`;
}

async function createDatabase(stack: UsedStack): Promise<string> {
  const client = new Client({ connectionString: stack.database.superuserUrl });
  await client.connect();
  await client.query("CREATE DATABASE naive");
  await client.end();
  const url = new URL(stack.database.superuserUrl);
  url.pathname = "/naive";
  const own = new Client({ connectionString: url.href });
  await own.connect();
  await own.query("CREATE TABLE assignments (pair text PRIMARY KEY, repo_id bigint NOT NULL)");
  await own.end();
  return url.href;
}

function keepActors(
  stack: UsedStack,
  place: { databaseUrl: string; directory: string; seed: number },
) {
  const living = new Set<ChildProcess>();
  const answers = new Map<number, (ok: boolean) => void>();
  let stopping = false;
  let next = 0;
  let refusedDeletions = 0;
  const settings = JSON.stringify({
    ...place,
    apiUrl: stack.provider.apiUrl,
    organisation: stack.provider.organisation,
    token: stack.accounts.find(({ role }) => role === "ADMIN")?.token,
    template,
  });
  const launch = () => {
    const child = fork(path.join(import.meta.dirname, "naive-actor.ts"), {
      env: { ...process.env, NAIVE_SETTINGS: settings },
    });
    living.add(child);
    child.on("message", (said: { id: number; ok: boolean } | { refusedDeletion: number }) => {
      if ("id" in said) answers.get(said.id)?.(said.ok);
      else refusedDeletions += 1;
    });
    child.on("error", () => undefined);
    child.once("exit", () => {
      living.delete(child);
      if (!stopping) launch();
    });
  };
  for (let n = 0; n < actors; n++) launch();

  const ask = (pair: string) =>
    new Promise<boolean>((resolve) => {
      const id = next++;
      const late = setTimeout(() => resolve(false), patienceMs);
      answers.set(id, (ok) => {
        clearTimeout(late);
        resolve(ok);
      });
      const actor = [...living][id % Math.max(1, living.size)];
      actor?.send({ id, pair }, () => undefined);
    });

  return {
    /** Presses until an answer comes; false when none comes. */
    async press(pair: string): Promise<boolean> {
      const deadline = now() + giveUpMs;
      while (now() < deadline) {
        if (await ask(pair)) return true;
        await pause(200);
      }
      return false;
    },
    refusedDeletions: () => refusedDeletions,
    stop() {
      stopping = true;
      for (const child of living) child.kill("SIGKILL");
    },
  };
}

async function killFromTimeToTime(stack: UsedStack, random: () => number, over: AbortSignal) {
  while (!over.aborted) {
    await pause(databaseEveryMs, undefined, { signal: over }).catch(() => undefined);
    if (!over.aborted) await killDatabase(stack, random);
  }
}

async function judge(stack: UsedStack, databaseUrl: string) {
  const database = readPatiently(databaseUrl);
  const rows = await database.rows<{ pair: string; repoId: string }>(
    `SELECT pair, repo_id::text AS "repoId" FROM assignments`,
  );
  await database.close();
  const saved = new Set(rows.map(({ repoId }) => repoId));
  const marked = await listMarked(stack, /^naive:(.+)$/);
  const perPair = new Map<string, number>();
  for (const { mark } of marked) perPair.set(mark, (perPair.get(mark) ?? 0) + 1);
  const there = new Set(marked.map(({ id }) => id));
  return {
    sessions: rows.length,
    orphans: marked.filter(({ id }) => !saved.has(id)).length,
    duplicates: [...perPair.values()].filter((count) => count > 1).length,
    /** Rows whose repository was deleted, or never stayed. */
    rowsWithoutRepository: rows.filter(({ repoId }) => !there.has(repoId)).length,
  };
}
