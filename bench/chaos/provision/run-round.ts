import { mkdirSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";

import type { AppClient } from "../../clients/app-client.ts";
import type { Browser } from "../../clients/browser.ts";
import { inLanes } from "../../runner/in-lanes.ts";
import { seededRandom } from "../../runner/random.ts";
import type { UsedStack } from "../../runner/scenario.ts";
import type { CrashRecord } from "./crash-draw.ts";
import { keepAlive } from "./crew.ts";
import { killDatabase } from "./kill-database.ts";
import { type Journey, liveThrough } from "./live-through.ts";
import type { PatientDatabase } from "./patient-database.ts";
import { type Fault, readCrashes, readProviderFaults } from "./read-faults.ts";
import { watchSessions } from "./watch-sessions.ts";

export type Round = {
  seed: number;
  journeys: Journey[];
  crashes: CrashRecord[];
  providerFaults: Map<string, Fault[]>;
  databaseKills: number[];
  restarts: Readonly<Record<string, number>>;
  complaints: string[];
};

export type RoundPlan = {
  stack: UsedStack;
  database: PatientDatabase;
  admin: AppClient;
  students: readonly Browser[];
  labSlug: string;
  seed: number;
  atOnce: number;
  workers: number;
  studentApps: number;
  databaseEveryMs: number;
  progress: (text: string) => void;
  signal: AbortSignal;
};

/** The part of the sessions that draw a crash of their own; the others meet those of their worker. */
const share = 0.85;

/** One lab, all students, one seed: everybody starts while processes, provider and database fail. */
export async function runRound(plan: RoundPlan): Promise<Round> {
  const { stack, seed } = plan;
  const directory = path.join(stack.dataDirectory, "chaos", `crashes-${seed}`);
  mkdirSync(directory, { recursive: true });
  const crew = await keepAlive(
    stack,
    { workers: plan.workers, students: plan.studentApps },
    {
      FORGEA_FAILPOINTS: JSON.stringify({ seed, share, directory }),
      // A killed worker takes so many with it.
      WORKER_CONCURRENCY: "4",
    },
  );
  const watch = watchSessions(plan.database);
  const random = seededRandom(seed);
  const journeys: Journey[] = [];
  const complaints: string[] = [];
  const storm = {
    seed,
    origin: stack.urls.student,
    studentUrls: crew.studentUrls,
    watch,
    admin: plan.admin,
    random,
  };
  const over = new AbortController();
  const ending = AbortSignal.any([over.signal, plan.signal]);
  const killing = killFromTimeToTime(plan, random, ending);
  // Looked at when the round is over.
  killing.catch(() => undefined);
  try {
    await inLanes(plan.students, plan.atOnce, async (browser) => {
      if (plan.signal.aborted) return;
      try {
        journeys.push(await liveThrough(storm, { browser, labSlug: plan.labSlug }));
      } catch (error) {
        complaints.push(String(error));
      }
      if (journeys.length % 20 === 0) {
        plan.progress(`${journeys.length} of ${plan.students.length} sessions in ${plan.labSlug}`);
      }
    });
  } finally {
    over.abort();
    await watch.stop();
    await crew.stop();
  }
  return {
    seed,
    journeys,
    crashes: readCrashes(directory),
    providerFaults: readProviderFaults(crew.logs()),
    databaseKills: await killing.catch((error: unknown) => {
      complaints.push(String(error));
      return [];
    }),
    restarts: crew.restarts(),
    complaints,
  };
}

async function killFromTimeToTime(
  plan: RoundPlan,
  random: () => number,
  over: AbortSignal,
): Promise<number[]> {
  const kills: number[] = [];
  while (!over.aborted) {
    await pause(plan.databaseEveryMs, undefined, { signal: over }).catch(() => undefined);
    if (over.aborted) break;
    kills.push(await killDatabase(plan.stack, random));
    plan.progress(`PostgreSQL was killed for the ${kills.length}. time`);
  }
  return kills;
}
