import { parseArgs } from "node:util";

import type { Scenario } from "./scenario.ts";

export type Options = {
  /** Only the JSON line, without the table for people. */
  json: boolean;
  short: boolean;
  seed: number;
  /** The stack.json of a running stack; undefined: start one. */
  stack: string | undefined;
  sizes: Record<string, number>;
};

/** What was typed cannot be used; the message says why. */
export class UsageError extends Error {}

const largestSeed = 2 ** 32 - 1;

/** Reads the flags behind a scenario's name. Throws UsageError for what it does not know. */
export function readOptions(
  arguments_: readonly string[],
  sizes: Scenario["sizes"],
  drawSeed: () => number,
): Options {
  const values = parse(arguments_, Object.keys(sizes));
  const text = (name: string) => {
    const value = values[name];
    return typeof value === "string" ? value : undefined;
  };
  const short = values["short"] === true;
  const seed = text("seed");
  return {
    json: values["json"] === true,
    short,
    seed: seed === undefined ? drawSeed() : wholeNumber("seed", seed, 0, largestSeed),
    stack: text("stack"),
    sizes: Object.fromEntries(
      Object.entries(sizes).map(([name, size]) => {
        const given = text(name);
        const usual = short ? size.short : size.usual;
        return [name, given === undefined ? usual : wholeNumber(name, given, 1, 1_000_000)];
      }),
    ),
  };
}

function parse(arguments_: readonly string[], sizes: string[]): Record<string, unknown> {
  try {
    return parseArgs({
      args: [...arguments_],
      allowPositionals: false,
      options: {
        json: { type: "boolean" },
        short: { type: "boolean" },
        seed: { type: "string" },
        stack: { type: "string" },
        ...Object.fromEntries(sizes.map((name) => [name, { type: "string" as const }])),
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function wholeNumber(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new UsageError(`--${name} takes a whole number from ${least} to ${most}, not "${text}".`);
}
