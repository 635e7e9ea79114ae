import { createGitClient } from "@forgea/testing/git";

import { createAppClient } from "./clients/app-client.ts";
import { signIn } from "./clients/sign-in.ts";
import { breakDownPushes, breakDownStarts } from "./loop/break-down.ts";
import {
  complainAboutHandIns,
  complainAboutPushes,
  complainAboutRepositories,
  type Finished,
} from "./loop/check-correctness.ts";
import { chooseStudents, type Student } from "./loop/choose-students.ts";
import { judgePushes } from "./loop/judge-pushes.ts";
import { type PlainTimes, pushPlainly } from "./loop/push-plainly.ts";
import { readRecords } from "./loop/read-records.ts";
import { type Start, startUntilReady } from "./loop/start-until-ready.ts";
import { type MonitorWatch, watchMonitor } from "./loop/watch-monitor.ts";
import { workAndPush } from "./loop/work-and-push.ts";
import { inLanes } from "./runner/in-lanes.ts";
import { inTenths, percentile, percentiles } from "./runner/percentiles.ts";
import { type Bench, defineScenario, target, type UsedStack } from "./runner/scenario.ts";
import { until } from "./runner/until.ts";
import { type Watched, watchProcesses } from "./runner/watch-processes.ts";

const sizes = {
  students: { about: "students who start a lab", usual: 20, short: 2 },
  pushes: { about: "pushes of each student", usual: 25, short: 3 },
  "at-once": { about: "students who work at the same time", usual: 2, short: 2 },
};

/** How long the last pushes may take to become visible before they count as lost. */
const visibleLimitMs = 30_000;

type LoopBench = Bench<keyof typeof sizes>;
type Measured = { start: Start; finished: Finished; cloneMs: number; plain: PlainTimes };

export default defineScenario({
  about: "The whole loop: start a lab, clone, push, and see each push in the Live Session Monitor.",
  sizes,
  async run(bench) {
    const stack = await bench.useStack({
      env: { FORGEA_DEMO_STUDENTS: String(bench.sizes.students) },
    });
    bench.progress("signing students in");
    const students = await chooseStudents(stack, bench.sizes.students);
    const monitor = await watchMonitor(await signInAdmin(stack));
    const processes = await watchProcesses(stack.pids);
    const failures: string[] = [];
    const measured = await letThemWork(bench, students, failures);
    await untilAllSeen(measured, monitor);
    const watched = await processes.stop();
    monitor.close();
    const judged = await judge(stack, measured, monitor, failures);
    return report(bench, measured, judged, { ...watched, reconnects: monitor.reconnects() });
  },
});

async function signInAdmin(stack: UsedStack) {
  const account = stack.accounts.find(({ role }) => role === "ADMIN");
  if (account === undefined) throw new Error("the stack has no admin");
  return createAppClient(stack.urls.admin, await signIn(stack.urls.admin, account));
}

/** A student whose work breaks off is a failure of the run, and the others go on. */
async function letThemWork(
  bench: LoopBench,
  students: readonly Student[],
  failures: string[],
): Promise<Measured[]> {
  const measured: Measured[] = [];
  await inLanes(students, bench.sizes["at-once"], async (student) => {
    if (bench.signal.aborted) return;
    const { login } = student.account;
    try {
      measured.push(await goAround(bench, student));
      bench.progress(`${measured.length} of ${students.length} students are done (${login})`);
    } catch (error) {
      failures.push(`${login}: ${error instanceof Error ? error.message : String(error)}`);
      bench.progress(failures.at(-1) ?? "");
    }
  });
  return measured;
}

async function goAround(bench: LoopBench, student: Student): Promise<Measured> {
  const { login, name, token } = student.account;
  const start = await startUntilReady(student);
  const person = { name, email: `${login}@example.test` };
  const git = await createGitClient(person, { login, token });
  try {
    const { labSessionId, cloneUrl } = start;
    const work = await workAndPush({
      git,
      labSessionId,
      cloneUrl,
      pushes: bench.sizes.pushes,
      random: bench.random,
    });
    const plain = await pushPlainly(git, work);
    const finished = { student, labSessionId, pushes: work.pushes };
    return { start, finished, cloneMs: work.cloneMs, plain };
  } finally {
    await git.dispose();
  }
}

async function untilAllSeen(measured: readonly Measured[], monitor: MonitorWatch): Promise<void> {
  await until(
    visibleLimitMs,
    20,
    () =>
      measured.every(({ finished: { labSessionId, pushes } }) => {
        return monitor.sightings.count(labSessionId) >= pushes.length;
      }) || undefined,
  );
}

async function judge(
  stack: UsedStack,
  measured: readonly Measured[],
  monitor: MonitorWatch,
  failures: string[],
) {
  const finished = measured.map((each) => each.finished);
  const records = await readRecords(
    stack.database.appUrl,
    finished.map(({ labSessionId }) => labSessionId),
  );
  const pushes = finished.flatMap((each) => each.pushes);
  const verdict = judgePushes(pushes, records.pushes, monitor.sightings);
  failures.push(
    ...monitor.complaints,
    ...complainAboutPushes(verdict),
    ...(await complainAboutRepositories(stack, records)),
    ...(await complainAboutHandIns(finished)),
  );
  return { records, verdict, failures, pushes };
}

function report(
  bench: LoopBench,
  measured: readonly Measured[],
  { records, verdict, failures, pushes }: Awaited<ReturnType<typeof judge>>,
  watched: Watched & { reconnects: number },
) {
  const { visible, lost, doubled } = verdict;
  const starts = measured.map(({ start }) => start);
  const startToReadyMs = percentiles(starts.map(({ sentAt, readyAt }) => readyAt - sentAt));
  const delays = visible.map(({ exitedAt, seenAt }) => seenAt - exitedAt);
  const pushToVisibleMs = percentiles(delays);
  const gitPushMs = percentiles(pushes.map(({ sentAt, exitedAt }) => exitedAt - sentAt));
  const wholeMs = percentile(
    visible.map(({ sentAt, seenAt }) => seenAt - sentAt),
    0.5,
  );
  const plainPush = percentiles(measured.flatMap(({ plain }) => plain.pushMs));
  const plainClone = percentiles(measured.map(({ plain }) => plain.cloneMs));
  return {
    figures: {
      concurrency: bench.sizes["at-once"],
      startToReadyMs,
      pushToVisibleMs,
      seenBeforeGitExited: delays.filter((delay) => delay < 0).length,
      gitPushMs,
      gitCloneMs: percentiles(measured.map(({ cloneMs }) => cloneMs)),
      plainGitPushMs: plainPush,
      plainGitCloneMs: plainClone,
      ratioPushToPlainGit: ratio(gitPushMs.p50, plainPush.p50),
      ratioPushAndVisibleToPlainGit: ratio(wholeMs, plainPush.p50),
      ratioReadyToPlainClone: ratio(startToReadyMs.p50, plainClone.p50),
      rssMiB: watched.rssMiB,
      cpuSeconds: watched.cpuSeconds,
      machineLoad: { busyShare: watched.busyShare, othersShare: watched.othersShare },
      counts: {
        sessions: starts.length,
        pushes: pushes.length,
        visible: visible.length,
        lost,
        doubled,
        reconnects: watched.reconnects,
      },
      breakdownMs: {
        startToReady: breakDownStarts(starts, records.sessions),
        pushToVisible: breakDownPushes(visible),
      },
    },
    targets: [
      target("startToReadyMs.p50", 800, startToReadyMs.p50),
      target("pushToVisibleMs.p50", 400, pushToVisibleMs.p50),
      target("pushToVisibleMs.p99", 1_500, pushToVisibleMs.p99),
      target("rssMiB, the largest", 400, Math.max(...Object.values(watched.rssMiB))),
    ],
    failures,
  };
}

function ratio(value: number, base: number): number {
  return inTenths(value / base);
}
