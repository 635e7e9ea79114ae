// pnpm bench <name>, pnpm chaos <name>: runs one scenario and prints its figures; the last line is JSON.
// Exit code 1: a correctness figure failed (never a time). 2: it could not run.
import { describeMachine, describeVersions } from "./runner/describe-machine.ts";
import { holdStack } from "./runner/hold-stack.ts";
import { type Kind, loadScenario, scenarioNames } from "./runner/list-scenarios.ts";
import { listText, outcomeText, usageText } from "./runner/print-text.ts";
import { seededRandom } from "./runner/random.ts";
import { type Options, readOptions, UsageError } from "./runner/read-options.ts";
import type { Outcome, Scenario } from "./runner/scenario.ts";

const couldNotRun = 2;
const stop = new AbortController();
const [kindText, name, ...flags] = process.argv.slice(2);
const kind: Kind = kindText === "chaos" ? "chaos" : "bench";

process.exitCode = await main();

async function main(): Promise<number> {
  const names = scenarioNames(kind);
  if (name === undefined || !names.includes(name)) {
    const scenarios = await Promise.all(names.map((each) => loadScenario(kind, each)));
    const list = names.map((each, index) => ({ name: each, about: scenarios[index]?.about ?? "" }));
    say(listText(kind, list, name));
    return couldNotRun;
  }
  const scenario = await loadScenario(kind, name);
  try {
    return await runScenario(name, scenario, readOptions(flags, scenario.sizes, drawSeed));
  } catch (error) {
    if (error instanceof UsageError) say(`${error.message}\n\n${usageText(kind, name, scenario)}`);
    else say(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return couldNotRun;
  }
}

async function runScenario(name: string, scenario: Scenario, options: Options): Promise<number> {
  const stack = holdStack(options.stack, progress);
  // One Ctrl-C ends the run in order; the second one finds the ordinary handler again.
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.abort());
  const startedAt = new Date();
  let outcome: Outcome | undefined;
  try {
    outcome = await scenario.run({
      sizes: options.sizes,
      seed: options.seed,
      random: seededRandom(options.seed),
      useStack: (wanted) => stack.use(wanted),
      progress,
      signal: stop.signal,
    });
    const used = stack.used();
    const versions = await describeVersions(used?.database.superuserUrl);
    print(name, options, outcome, {
      machine: describeMachine(),
      versions,
      // Of a stack that was there, nobody here knows from which commit it was started.
      ...(used !== undefined && { stack: used.own ? "own" : `started ${used.startedAt}` }),
      startedAt: startedAt.toISOString(),
      seconds: Math.round((Date.now() - startedAt.getTime()) / 1000),
    });
    return outcome.failures.length === 0 ? 0 : 1;
  } finally {
    const kept = await stack.release(outcome === undefined || outcome.failures.length > 0);
    if (kept !== undefined) say(`The stack's data and logs stay in ${kept}.`);
  }
}

function print(
  name: string,
  options: Options,
  { figures, targets, failures }: Outcome,
  circumstances: object,
): void {
  if (!options.json) process.stdout.write(`${outcomeText({ figures, targets, failures })}\n`);
  const line = {
    [kind]: name,
    ...figures,
    targets,
    failures,
    sizes: options.sizes,
    seed: options.seed,
    short: options.short,
    ...circumstances,
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

function drawSeed(): number {
  return Math.floor(Math.random() * 2 ** 32);
}

function progress(text: string): void {
  say(`· ${text}`);
}

/** For the person who waits: standard output is for the figures. */
function say(text: string): void {
  process.stderr.write(`${text}\n`);
}
