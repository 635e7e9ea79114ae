import { type TestControl, testControlOf } from "@forgea/testing/test-control";

import { createAppClient } from "../clients/app-client.ts";
import type { Browser } from "../clients/browser.ts";
import { signIn } from "../clients/sign-in.ts";
import { inLanes } from "../runner/in-lanes.ts";
import { type Bench, defineScenario, target, type UsedStack } from "../runner/scenario.ts";
import { until } from "../runner/until.ts";
import { countRecovery } from "./provision/count-recovery.ts";
import { judgeStorm, type Verdict } from "./provision/judge-storm.ts";
import { stormNaively } from "./provision/naive-storm.ts";
import { type PatientDatabase, readPatiently } from "./provision/patient-database.ts";
import { providerFaults } from "./provision/provider-faults.ts";
import { report } from "./provision/report.ts";
import { type Round, runRound } from "./provision/run-round.ts";

const sizes = {
  students: { about: "students, each with one session a round", usual: 190, short: 44 },
  rounds: {
    about: "rounds, each with a lab and a seed of its own (3 at most)",
    usual: 3,
    short: 1,
  },
  "at-once": { about: "sessions at the same time", usual: 48, short: 44 },
  workers: { about: "worker processes, of four jobs at once each", usual: 8, short: 6 },
  "database-every": { about: "seconds between two crashes of the database", usual: 50, short: 18 },
  stall: { about: "seconds that a stalled request waits", usual: 30, short: 12 },
  // It proves nothing about us, and takes as long as the storm itself.
  compared: {
    about: "sessions of the order create, save, delete on error, for comparison",
    usual: 190,
    short: 0,
  },
};

const labSlugs = ["lab-template", "git-basics", "web-page"];
const studentApps = 2;
const copyDelayMs = 600;
/** What was stalled is executed by then, found, and cleared away. */
const quietLimitMs = 120_000;
const recoveryLimitSeconds = 60;

type ProvisionBench = Bench<keyof typeof sizes>;

export default defineScenario({
  about: "Setting up sessions while workers, web apps, provider and database crash everywhere.",
  sizes,
  async run(bench) {
    const stack = await bench.useStack({
      env: { FORGEA_DEMO_STUDENTS: String(bench.sizes.students) },
      testControl: true,
    });
    if (!stack.own)
      throw new Error("this run kills the database: it takes no stack of somebody else");
    const database = readPatiently(stack.database.superuserUrl);
    // The stack's own worker has no failpoints. It sleeps, like a worker that lost its machine.
    process.kill(stack.pids.worker, "SIGSTOP");
    try {
      return await weather(bench, stack, database);
    } finally {
      process.kill(stack.pids.worker, "SIGCONT");
      await database.close();
    }
  },
});

async function weather(bench: ProvisionBench, stack: UsedStack, database: PatientDatabase) {
  const control = testControlOf(stack.testControl);
  bench.progress("signing students in");
  const students = await signInAll(stack, bench.sizes.students);
  const admin = await signInAdmin(stack);
  await control.copyDelay(copyDelayMs);
  await control.faults(bench.seed, providerFaults(bench.sizes.stall * 1_000));
  const rounds: Round[] = [];
  for (const [index, labSlug] of labSlugs.slice(0, bench.sizes.rounds).entries()) {
    if (bench.signal.aborted) break;
    rounds.push(
      await runRound({
        stack,
        database,
        admin,
        students,
        labSlug,
        seed: (bench.seed + index) % 2 ** 31,
        atOnce: bench.sizes["at-once"],
        workers: bench.sizes.workers,
        studentApps,
        databaseEveryMs: bench.sizes["database-every"] * 1_000,
        progress: bench.progress,
        signal: bench.signal,
      }),
    );
  }
  const { faultsApplied } = await control.counts();
  await control.faults(bench.seed, []);
  const verdict = await whenQuiet(bench, stack, database);
  const naive = bench.sizes.compared > 0 ? await compare(bench, stack, control) : undefined;
  const starts = await readStarts(database);
  const recoveries = rounds.flatMap((round) => countRecovery(round, starts));
  const { figures, failures } = report({ rounds, recoveries, verdict, faultsApplied });
  const { maxRecoverySeconds } = figures;
  return {
    figures: { ...figures, ...(naive && { naive }) },
    targets: [target("maxRecoverySeconds", recoveryLimitSeconds, maxRecoverySeconds)],
    failures,
  };
}

function compare(bench: ProvisionBench, stack: UsedStack, control: TestControl) {
  bench.progress("the same storm against the order create, save, delete on error");
  return stormNaively({
    stack,
    control,
    pairs: bench.sizes.compared,
    atOnce: bench.sizes["at-once"],
    stallMs: bench.sizes.stall * 1_000,
    seed: bench.seed,
    signal: bench.signal,
  });
}

/** The workers of the stack finish what is left; late requests of the provider come, and are found. */
async function whenQuiet(
  bench: ProvisionBench,
  stack: UsedStack,
  database: PatientDatabase,
): Promise<Verdict & { quietSeconds: number }> {
  bench.progress("waiting until everything that is late has come");
  process.kill(stack.pids.worker, "SIGCONT");
  const began = performance.now();
  // A request that was stalled just before the end is executed after this.
  await until(bench.sizes.stall * 1_000, 1_000, () => bench.signal.aborted || undefined);
  const clean = await until(quietLimitMs, 2_000, async () => {
    const verdict = await judgeStorm(stack, database);
    return verdict.orphans.length === 0 ? verdict : undefined;
  });
  const verdict = clean ?? (await judgeStorm(stack, database));
  return { ...verdict, quietSeconds: Math.round((performance.now() - began) / 1_000) };
}

/** Who started what, as the product names a start that has no session yet. */
async function readStarts(database: PatientDatabase): Promise<Map<string, string>> {
  const rows = await database.rows<{ id: string; start: string }>(
    `SELECT s.id, s.user_id || ':' || l.slug AS start FROM lab_sessions s JOIN labs l ON l.id = s.lab_id`,
  );
  return new Map(rows.map(({ id, start }) => [id, start]));
}

async function signInAll(stack: UsedStack, wanted: number): Promise<Browser[]> {
  const accounts = stack.accounts.filter(({ login }) => login.startsWith("student-"));
  const browsers: Browser[] = [];
  await inLanes(accounts.slice(0, wanted), 6, async (account) => {
    browsers.push(await signIn(stack.urls.student, account));
  });
  return browsers;
}

async function signInAdmin(stack: UsedStack) {
  const account = stack.accounts.find(({ role }) => role === "ADMIN");
  if (account === undefined) throw new Error("the stack has no admin");
  return createAppClient(stack.urls.admin, await signIn(stack.urls.admin, account));
}
