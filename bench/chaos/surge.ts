import { testControlOf } from "@forgea/testing/test-control";
import { Client } from "pg";
import { complainAboutProgress, type Progress, untilReady } from "../class/read-progress.ts";
import { signInClass } from "../class/sign-in-class.ts";
import { startAtOnce } from "../class/start-at-once.ts";
import { judgeEstimates, readEstimates } from "../class/watch-estimates.ts";
import type { AppClient } from "../clients/app-client.ts";
import { type Bench, defineScenario, target, type UsedStack } from "../runner/scenario.ts";

const sizes = {
  students: { about: "members of the organisation who start at once", usual: 300, short: 90 },
  guests: { about: "students with an invitation each who start at once", usual: 300, short: 20 },
  // The machine's own time is scaled with it: the faster time passes, the slower the machine seems.
  scale: { about: "how many times as fast time passes", usual: 4, short: 4 },
};

type SurgeBench = Bench<keyof typeof sizes>;

/** GitHub's limits; ours are the same less a margin. */
const gitHubs = { perMinute: 80, perHour: 500, atOnce: 100 };
/** Longest time a class may take, in minutes of the time that is played. */
const limitMinutes = 150;
/** Waits shorter than this, in seconds of the time that is played, are over before an estimate is read. */
const shortWaitSeconds = 15;

export default defineScenario({
  about: "A class starts at once under GitHub's limits: nobody is refused, and the estimates hold.",
  sizes,
  async run(bench) {
    const { students, guests, scale } = bench.sizes;
    const people = Math.max(students, guests) + 1;
    const stack = await bench.useStack({
      testControl: true,
      env: {
        FORGEA_DEMO_STUDENTS: String(people),
        PROVIDER_LIMITS: "github",
        PROVIDER_TIME_SCALE: String(scale),
      },
    });
    bench.progress(`signing ${people} students in`);
    const apps = await signInClass(stack, people);
    const database = new Client({ connectionString: stack.database.superuserUrl });
    await database.connect();
    try {
      const run = (count: number, members: "all" | "none", labSlug: string) =>
        surge(bench, stack, database, apps.slice(0, count + 1), members, labSlug);
      const members = await run(students, "all", "git-basics");
      return report(bench, members, await run(guests, "none", "lab-template"));
    } finally {
      await testControlOf(stack.testControl).reset();
      await database.end();
    }
  },
});

type Surge = {
  progress: Progress[];
  readyMinutes: number[];
  limitAnswers: number;
  calls: number;
  estimates: ReturnType<typeof judgeEstimates>;
};

async function surge(
  bench: SurgeBench,
  stack: UsedStack,
  database: Client,
  apps: readonly AppClient[],
  members: "all" | "none",
  labSlug: string,
): Promise<Surge> {
  const { scale } = bench.sizes;
  const control = testControlOf(stack.testControl);
  // Setting the limits empties the provider's windows; ours begin empty with it.
  const limits = { creations: gitHubs, primaryPerHour: null, invitationsCount: true };
  await control.limits({ ...limits, timeScale: scale });
  await control.members(members);
  await control.resetCounts();
  await database.query(
    "UPDATE provider_budgets SET calls = '{}', blocked_until = NULL, invitations_needed = true",
  );
  // Somebody was there before the class: whether students need an invitation is known then.
  const [early, ...others] = apps;
  if (early === undefined) throw new Error("a class needs students");
  const [first] = await startAtOnce([early], labSlug);
  const known = first === undefined ? [] : [first.labSessionId];
  await untilReady(database, known, 60_000, () => undefined, bench.signal);

  bench.progress(`${others.length} students start ${labSlug}, members: ${members}`);
  const starts = await startAtOnce(others, labSlug);
  const begunAt = Math.min(...starts.map(({ sentAt }) => sentAt));
  const estimates = await readEstimates(starts);
  const ids = starts.map(({ labSessionId }) => labSessionId);
  let told = -1;
  const progress = await untilReady(
    database,
    ids,
    (limitMinutes * 60_000) / scale,
    (ready) => {
      if (ready - told >= 25 || ready === ids.length) {
        told = ready;
        bench.progress(`${ready} of ${ids.length} are ready`);
      }
    },
    bench.signal,
  );
  const counts = await control.counts();
  return {
    progress,
    readyMinutes: progress.flatMap(({ readyAt }) =>
      readyAt === null ? [] : ((readyAt - begunAt) * scale) / 60_000,
    ),
    limitAnswers: counts.limitAnswers,
    calls: counts.creations + counts.invitations,
    estimates: judgeEstimates(estimates, progress, (shortWaitSeconds * 1_000) / scale),
  };
}

function report(bench: SurgeBench, members: Surge, guests: Surge) {
  const limitAnswers = members.limitAnswers + guests.limitAnswers;
  const failures = [members, guests].flatMap(({ progress }) => complainAboutProgress(progress));
  if (limitAnswers > 0) failures.push(`the provider refused ${limitAnswers} calls by its limits`);
  const readyMinutes = round(Math.max(...members.readyMinutes));
  const errors = [members.estimates.errorP90, guests.estimates.errorP90];
  const etaErrorP90 = Math.max(...errors.map((error) => error ?? 0));
  return {
    figures: {
      timeScale: bench.sizes.scale,
      students: bench.sizes.students,
      guests: bench.sizes.guests,
      limitAnswers,
      readyMinutes,
      readyMinutesWithInvitations: round(Math.max(...guests.readyMinutes)),
      readyWithInvitationsIn10Minutes: guests.readyMinutes.filter((at) => at <= 10).length,
      etaErrorP90,
      calls: { members: members.calls, withInvitations: guests.calls },
      estimates: { members: members.estimates, withInvitations: guests.estimates },
    },
    targets: [target("readyMinutes", 4.5, readyMinutes), target("etaErrorP90", 0.25, etaErrorP90)],
    failures,
  };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
