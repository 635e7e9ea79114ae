import type { StackDescription, StackOptions } from "@forgea/testing/stack";

/** A number that a person may set on the command line, as `--students 20`. */
export type Size = {
  about: string;
  usual: number;
  /** With `--short`: enough to see that it is right, too little for a figure. */
  short: number;
};

/** A figure of speed or memory with the bound that it should keep. Missing it never fails a run. */
export type Target = { figure: string; value: number; reached: boolean } & (
  | { atMost: number }
  | { atLeast: number }
);

export type Outcome = {
  /** What is printed as JSON, under these names. */
  figures: Record<string, unknown>;
  targets: Target[];
  /** What went wrong, in sentences. Anything here makes the exit code 1. */
  failures: string[];
};

/** What a scenario is given. */
export type Bench<Sizes extends string = string> = {
  sizes: Record<Sizes, number>;
  seed: number;
  /** A number from 0 up to 1, the same row of them for the same seed. */
  random: () => number;
  /** The stack of `--stack`, or one of its own that is started now and stopped when the run is over. */
  useStack: (options?: StackOptions) => Promise<UsedStack>;
  /** Tells the person who waits what is going on. */
  progress: (text: string) => void;
  /** Aborted by Ctrl-C. */
  signal: AbortSignal;
};

/** `own`: nobody else uses it, so everything in it was made by this run or by the demo's seed. */
export type UsedStack = StackDescription & { own: boolean; dataDirectory: string };

/** One benchmark or chaos run: the default export of a file in bench/ or bench/chaos/. */
export type Scenario<Sizes extends string = string> = {
  /** One line for the list of what there is. */
  about: string;
  sizes: Record<Sizes, Size>;
  run: (bench: Bench<Sizes>) => Promise<Outcome>;
};

/** Lets the compiler connect the names of sizes with their use. */
export function defineScenario<Sizes extends string>(scenario: Scenario<Sizes>): Scenario<Sizes> {
  return scenario;
}

/** A figure beside what it should be at most. */
export function target(figure: string, atMost: number, value: number): Target {
  return { figure, atMost, value, reached: value <= atMost };
}

/** A figure beside what it should be at least. */
export function targetAtLeast(figure: string, atLeast: number, value: number): Target {
  return { figure, atLeast, value, reached: value >= atLeast };
}
