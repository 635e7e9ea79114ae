import { type TestControl, testControlOf } from "@forgea/testing/test-control";
import { type Bench, defineScenario, type UsedStack } from "../runner/scenario.ts";
import { until } from "../runner/until.ts";
import { deleteReally } from "./access/delete-really.ts";
import { openSessions } from "./access/open-sessions.ts";
import { type Outage, type OutageResult, playOutage } from "./access/outage.ts";
import { openBook, type SessionBook } from "./access/session-book.ts";

const sizes = {
  sessions: { about: "open sessions", usual: 300, short: 20 },
  seconds: { about: "how long each outage lasts once it is noticed", usual: 20, short: 8 },
  "proof-seconds": { about: "between the two 404s that prove a loss", usual: 20, short: 8 },
};

/** Repositories that are really deleted at the end: one told, one not, five at once. */
const deletions = 7;

const outages: Outage[] = [
  {
    name: "uninstalled",
    reason: "UNINSTALLED",
    begin: (control) => control.installation("uninstall"),
    end: (control) => control.installation("install"),
  },
  {
    name: "suspended",
    reason: "SUSPENDED",
    begin: (control) => control.installation("suspend"),
    end: (control) => control.installation("unsuspend"),
  },
];

export default defineScenario({
  about: "the App is uninstalled, suspended, narrowed and restored under open sessions",
  sizes,
  async run(bench) {
    const wanted = bench.sizes.sessions;
    const stack = await bench.useStack({
      testControl: true,
      env: {
        FORGEA_DEMO_STUDENTS: String(wanted),
        FORGEA_LOSS_PROOF_SECONDS: String(bench.sizes["proof-seconds"]),
      },
    });
    const control = testControlOf(stack.testControl);
    const book = await openBook(stack.database.superuserUrl);
    try {
      bench.progress(`opening ${wanted} sessions`);
      const ids = await openSessions(stack, wanted);
      return await takeAndGiveBack(bench, stack, { control, book, ids });
    } finally {
      await control.reset();
      await book.close();
    }
  },
});

type Parts = { control: TestControl; book: SessionBook; ids: string[] };

async function takeAndGiveBack(
  bench: Bench<keyof typeof sizes>,
  stack: UsedStack,
  { control, book, ids }: Parts,
) {
  // A third of the sessions end while access is lost; the rest outlive the run.
  const ending = ids.slice(0, Math.floor(ids.length / 3));
  const lasting = ids.slice(ending.length);
  const [keep] = await book.bound(lasting.slice(0, 1));
  const narrowed: Outage = {
    name: "narrowed",
    reason: "NARROWED",
    begin: () => control.installation("select", [keep?.fullName ?? ""]),
    end: () => control.installation("select-all"),
  };
  const results: OutageResult[] = [];
  let expiredWhileLost = 0;
  for (const [index, outage] of [...outages, narrowed].entries()) {
    bench.progress(`the App is ${outage.name}`);
    const first = index === 0;
    const result = await playOutage(outage, {
      control,
      book,
      ids: first ? ids : lasting,
      seconds: bench.sizes.seconds,
      meanwhile: () => (first ? book.endSoon(ending, 2) : Promise.resolve()),
    });
    if (first) expiredWhileLost = result.stateChanges;
    results.push(result);
  }
  const expired = await untilExpired(book, ending);
  const stillOpen = await book.states(lasting);
  const changedAfter = stillOpen.filter(({ status, held }) => status !== "IN_PROGRESS" || held);

  bench.progress("repositories are really deleted");
  const deletedReally = await deleteReally(stack, control, book, lasting.slice(-deletions));
  const stateChanges =
    results.reduce((sum, { stateChanges: changes }) => sum + changes, 0) + changedAfter.length;
  const failures = [
    stateChanges > 0 && `${stateChanges} sessions changed their state because access was lost`,
    expired < ending.length && `${ending.length - expired} ends were not acted on afterwards`,
    deletedReally.lost < deletedReally.deleted && "a deleted repository was not found lost",
    deletedReally.massLost > 1 && "more than three losses in ten minutes stopped sessions",
    deletedReally.massLost + deletedReally.massHeld < deletedReally.massDeleted &&
      "a mass loss left sessions neither stopped nor on hold",
  ].filter((failure) => failure !== false);
  const figures = {
    stateChanges,
    sessions: ids.length,
    endedWhileLost: ending.length,
    expiredWhileLost,
    expiredAfterwards: expired,
    outages: results,
    deletedReally,
  };
  return { figures, targets: [], failures };
}

async function untilExpired(book: SessionBook, ids: readonly string[]): Promise<number> {
  const count = async () =>
    (await book.states(ids)).filter(({ status }) => status === "EXPIRED").length;
  await until(60_000, 250, async () => ((await count()) === ids.length ? true : undefined));
  return count();
}
