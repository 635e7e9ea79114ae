import { Client } from "pg";
import { complainAboutProgress, type Progress, untilReady } from "./class/read-progress.ts";
import { signInClass } from "./class/sign-in-class.ts";
import { type ClassStart, startAtOnce } from "./class/start-at-once.ts";
import type { StaffLab } from "./clients/api-types.ts";
import { type AppClient, createAppClient } from "./clients/app-client.ts";
import { signIn } from "./clients/sign-in.ts";
import { now } from "./runner/clock.ts";
import { inTenths, percentiles } from "./runner/percentiles.ts";
import { type Bench, defineScenario, target, type UsedStack } from "./runner/scenario.ts";
import { until } from "./runner/until.ts";

const sizes = {
  students: { about: "students of the class", usual: 300, short: 12 },
};

const limitMs = 10 * 60_000;

type ProvisionBench = Bench<keyof typeof sizes>;

export default defineScenario({
  about: "A class starts at once without limits of the provider: as it comes, and prepared.",
  sizes,
  async run(bench) {
    const { students } = bench.sizes;
    const stack = await bench.useStack({ env: { FORGEA_DEMO_STUDENTS: String(students) } });
    bench.progress(`signing ${students} students in`);
    const apps = await signInClass(stack, students);
    const database = new Client({ connectionString: stack.database.superuserUrl });
    await database.connect();
    try {
      const ordinary = await startClass(bench, database, apps, "git-basics");
      const preparedPerSecond = await prepare(bench, stack, "lab-template");
      const prepared = await startClass(bench, database, apps, "lab-template");
      return report(bench, ordinary, prepared, preparedPerSecond);
    } finally {
      await database.end();
    }
  },
});

type ClassRun = { starts: ClassStart[]; progress: Progress[] };

async function startClass(
  bench: ProvisionBench,
  database: Client,
  apps: readonly AppClient[],
  labSlug: string,
): Promise<ClassRun> {
  bench.progress(`${apps.length} students start ${labSlug}`);
  const starts = await startAtOnce(apps, labSlug);
  const ids = starts.map(({ labSessionId }) => labSessionId);
  const progress = await untilReady(database, ids, limitMs, () => undefined, bench.signal);
  return { starts, progress };
}

/** Prepares as many as there are students; repositories a second, from the request to the last one. */
async function prepare(bench: ProvisionBench, stack: UsedStack, slug: string): Promise<number> {
  const { students } = bench.sizes;
  bench.progress(`preparing ${students} repositories of ${slug}`);
  const account = stack.accounts.find(({ role }) => role === "ADMIN");
  if (account === undefined) throw new Error("the stack has no admin");
  const admin = createAppClient(stack.urls.admin, await signIn(stack.urls.admin, account));
  const read = () => admin.query<StaffLab>("staff.lab.bySlug", { slug });
  const { versionNumber } = await read();
  const sentAt = now();
  await admin.mutate("admin.preparation.prepare", {
    slug,
    count: students,
    versionNumber,
    classStartsAt: null,
    wantedUntil: new Date(sentAt + 4 * 3_600_000),
    idempotencyKey: crypto.randomUUID(),
  });
  const ready = await until(limitMs, 250, async () =>
    (await read()).prepared.ready >= students ? now() : undefined,
  );
  if (ready === undefined) throw new Error("the repositories were not prepared in time");
  return inTenths((students * 1_000) / (ready - sentAt));
}

function report(
  bench: ProvisionBench,
  ordinary: ClassRun,
  prepared: ClassRun,
  preparedPerSecond: number,
) {
  const waits = (run: ClassRun) => percentiles(readyMs(run).map((ms) => ms / 1_000));
  const readySeconds = waits(prepared);
  return {
    figures: {
      students: bench.sizes.students,
      readyPerSecond: perSecond(ordinary),
      readySeconds: waits(ordinary),
      preparedPerSecond,
      readySecondsPrepared: readySeconds,
      readyPerSecondPrepared: perSecond(prepared),
    },
    targets: [target("readySecondsPrepared.p99", 10, readySeconds.p99)],
    failures: [ordinary, prepared].flatMap(({ progress }) => complainAboutProgress(progress)),
  };
}

/** From each student's click to their access to the bound repository. */
function readyMs({ starts, progress }: ClassRun): number[] {
  const sentAt = new Map(starts.map((start) => [start.labSessionId, start.sentAt]));
  return progress.flatMap(({ labSessionId, readyAt }) =>
    readyAt === null ? [] : readyAt - (sentAt.get(labSessionId) ?? readyAt),
  );
}

function perSecond({ starts, progress }: ClassRun): number {
  const first = Math.min(...starts.map(({ sentAt }) => sentAt));
  const last = Math.max(...progress.map(({ readyAt }) => readyAt ?? first));
  return inTenths((progress.length * 1_000) / (last - first));
}
