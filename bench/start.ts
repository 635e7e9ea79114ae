import { type ExtraProcess, startExtra } from "./runner/extra-process.ts";
import { percentile } from "./runner/percentiles.ts";
import { type Bench, defineScenario, targetAtLeast, type UsedStack } from "./runner/scenario.ts";
import { countResults, type Results } from "./start/count-results.ts";
import { measureDomain } from "./start/measure-domain.ts";
import { type Pair, signInPairs } from "./start/sign-in-pairs.ts";
import {
  callEmptyHandler,
  emptyHandlerPath,
  emptyTally,
  startPairs,
  type Tally,
  type Web,
} from "./start/start-pairs.ts";
import { openWebClient } from "./start/web-client.ts";

const sizes = {
  pairs: { about: "pairs of a student and a lab", usual: 1000, short: 30 },
  "starts-each": { about: "starts of each pair, at once", usual: 10, short: 10 },
  "starts-on-one": { about: "starts on one pair, at once", usual: 2000, short: 200 },
  processes: { about: "student web processes", usual: 4, short: 2 },
  "domain-starts": { about: "starts in each block of the use case alone", usual: 1500, short: 100 },
};

type StartBench = Bench<keyof typeof sizes>;

const blocks = 6;
const labsOfTheDemo = 3;
/** Setting up goes on after the starts were measured; so long may it take for each pair. */
const setUpMsPerPair = 500;

export default defineScenario({
  about: "Starts over HTTP: ten at once for each pair make one session, and how fast.",
  sizes,
  async run(bench) {
    // One pair more: the one that gets all its starts alone.
    const wanted = bench.sizes.pairs + 1;
    const students = Math.ceil(wanted / labsOfTheDemo) + 1;
    const stack = await bench.useStack({ env: { FORGEA_DEMO_STUDENTS: String(students) } });
    bench.progress(`signing ${students} students in`);
    const [alone, ...pairs] = await signInPairs(stack, wanted);
    if (alone === undefined) throw new Error("there is no pair");
    const extras: ExtraProcess[] = [];
    const client = openWebClient();
    try {
      for (let at = 1; at < bench.sizes.processes; at++)
        extras.push(await startExtra(stack, "student"));
      const urls = [stack.urls.student, ...extras.map(({ url }) => url)];
      const web: Web = { client, urls, origin: stack.urls.student };
      return await measure(bench, stack, web, { alone, pairs });
    } finally {
      client.close();
      for (const extra of extras) await extra.stop();
    }
  },
});

async function measure(
  bench: StartBench,
  stack: UsedStack,
  web: Web,
  { alone, pairs }: { alone: Pair; pairs: Pair[] },
) {
  const all = emptyTally();
  // Making repositories would take the cores from what is measured: it waits.
  const rates = await whileWorkerPauses(stack, async () => {
    bench.progress(`${bench.sizes["starts-on-one"]} starts on one pair`);
    await startPairs(web, [alone], bench.sizes["starts-on-one"], all);
    await callEmptyHandler(web, bench.sizes["starts-on-one"], bench.sizes["starts-each"]);
    return alternate(bench, web, pairs, all);
  });
  bench.progress("waiting until every session is set up");
  const started = [alone, ...pairs];
  const results = await countResults(stack, started, 60_000 + setUpMsPerPair * started.length);
  // It leaves sessions that nobody sets up, so not in a stack that somebody keeps.
  const domain = stack.own
    ? await whileWorkerPauses(stack, () => measureDomain(stack, bench.sizes["domain-starts"]))
    : { baseline: "not measured: the stack is not the run's own" };
  return report(bench, { tally: all, alone, pairs, results, rates, domain });
}

async function whileWorkerPauses<Result>(
  stack: UsedStack,
  work: () => Promise<Result>,
): Promise<Result> {
  process.kill(stack.pids.worker, "SIGSTOP");
  try {
    return await work();
  } finally {
    process.kill(stack.pids.worker, "SIGCONT");
  }
}

/** Blocks of starts and of the empty handler in turns: what drifts on the machine drifts for both. */
async function alternate(bench: StartBench, web: Web, pairs: readonly Pair[], tally: Tally) {
  const each = bench.sizes["starts-each"];
  const size = Math.ceil(pairs.length / blocks);
  const rates: { starts: number; empty: number }[] = [];
  for (let at = 0; at < pairs.length; at += size) {
    const block = pairs.slice(at, at + size);
    const starts = await startPairs(web, block, each, tally);
    const empty = await callEmptyHandler(web, block.length * each, each);
    rates.push({ starts, empty });
    bench.progress(`${Math.round(starts)} starts and ${Math.round(empty)} empty answers a second`);
  }
  return rates;
}

function report(
  bench: StartBench,
  measured: {
    tally: Tally;
    alone: Pair;
    pairs: readonly Pair[];
    results: Results;
    rates: readonly { starts: number; empty: number }[];
    domain: Awaited<ReturnType<typeof measureDomain>>;
  },
) {
  const { tally, alone, pairs, results, rates, domain } = measured;
  const idsOfOne = tally.idsOf.get(alone)?.size ?? 0;
  const doubled = pairs.filter((pair) => tally.idsOf.get(pair)?.size !== 1).length;
  const expected = pairs.length + 1;
  const ratioToEmptyHandler = hundredths(median(rates.map(({ starts, empty }) => starts / empty)));
  const ratioToPgbench =
    "pgbenchPerSecond" in domain
      ? hundredths(domain.domainStartsPerSecond / domain.pgbenchPerSecond)
      : null;
  return {
    figures: {
      // Without the one that got all its starts alone.
      sessions: results.sessions - idsOfOne,
      repositories: results.repositories - idsOfOne,
      mappings: results.mappings - idsOfOne,
      errors5xx: tally.errors5xx,
      startsPerSecond: Math.round(median(rates.map(({ starts }) => starts))),
      emptyHandlerPerSecond: Math.round(median(rates.map(({ empty }) => empty))),
      ratioToEmptyHandler,
      ...("pgbenchPerSecond" in domain && {
        domainStartsPerSecond: Math.round(domain.domainStartsPerSecond),
        pgbenchPerSecond: Math.round(domain.pgbenchPerSecond),
      }),
      ratioToPgbench,
      bareStatementBy: domain.baseline,
      emptyHandler: emptyHandlerPath,
      onePair: { starts: bench.sizes["starts-on-one"], sessions: idsOfOne },
      processes: bench.sizes.processes,
      answers: tally.answers,
      ratioToEmptyHandlerPerBlock: rates.map(({ starts, empty }) => hundredths(starts / empty)),
    },
    targets: [
      targetAtLeast("ratioToEmptyHandler", 0.25, ratioToEmptyHandler),
      ...(ratioToPgbench === null ? [] : [targetAtLeast("ratioToPgbench", 0.35, ratioToPgbench)]),
    ],
    failures: [
      ...(idsOfOne === 1 ? [] : [`one pair got ${idsOfOne} sessions`]),
      ...(doubled === 0 ? [] : [`${doubled} pairs were not answered with exactly one session`]),
      ...(tally.errors5xx === 0 ? [] : [`${tally.errors5xx} answers were 5xx`]),
      ...Object.entries(tally.otherAnswers).map(
        ([status, n]) => `${n} answers had status ${status}`,
      ),
      ...(["sessions", "repositories", "mappings"] as const)
        .filter((what) => results[what] !== expected)
        .map((what) => `${results[what]} ${what} instead of ${expected}`),
      ...(results.unfinished === 0 ? [] : [`${results.unfinished} sessions were not set up`]),
    ],
  };
}

function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}
