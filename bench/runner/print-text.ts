import type { Outcome, Scenario } from "./scenario.ts";

const width = 34;

/** What there is to run, and that the name was not among it. */
export function listText(
  command: string,
  scenarios: readonly { name: string; about: string }[],
  unknown: string | undefined,
): string {
  const lines = scenarios.map(({ name, about }) => `  ${name.padEnd(14)} ${about}`);
  return [
    ...(unknown === undefined ? [] : [`There is no ${command} named "${unknown}".`]),
    lines.length === 0 ? `There is nothing for pnpm ${command} yet.` : `pnpm ${command} <name>:`,
    ...lines,
  ].join("\n");
}

/** The flags of one scenario. */
export function usageText(command: string, name: string, scenario: Scenario): string {
  return [
    `pnpm ${command} ${name}: ${scenario.about}`,
    flag("--json", "only the line of JSON"),
    flag("--short", "small sizes: is it right? Not for figures of speed"),
    flag("--seed <n>", "the same random choices again"),
    flag("--stack <file>", "the stack.json of a running stack, instead of one of its own"),
    ...Object.entries(scenario.sizes).map(([size, { about, usual, short }]) =>
      flag(`--${size} <n>`, `${about}: ${usual}, short ${short}`),
    ),
  ].join("\n");
}

function flag(text: string, about: string): string {
  return `  ${text.padEnd(16)} ${about}`;
}

/** The figures for people, one a line. */
export function outcomeText({ figures, targets, failures }: Outcome): string {
  return [
    ...Object.entries(figures).flatMap(([name, value]) => figureLines(name, value)),
    ...targets.map((target) => {
      const bound = "atMost" in target ? `at most ${target.atMost}` : `at least ${target.atLeast}`;
      const { figure, value, reached } = target;
      return line(`target ${figure}`, `${value} of ${bound}: ${reached ? "reached" : "missed"}`);
    }),
    ...failures.map((failure) => line("FAILED", failure)),
  ].join("\n");
}

function figureLines(name: string, value: unknown): string[] {
  if (!isGroup(value)) return [line(name, String(value))];
  const parts = Object.entries(value);
  if (parts.some(([, part]) => isGroup(part))) {
    return parts.flatMap(([part, inside]) => figureLines(`${name}.${part}`, inside));
  }
  const isList = parts.some(([part]) => part.includes(" "));
  if (isList) return [name, ...parts.map(([part, inside]) => line(`  ${part}`, String(inside)))];
  return [line(name, parts.map(([part, inside]) => `${part} ${String(inside)}`).join("  "))];
}

function isGroup(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function line(name: string, value: string): string {
  return `${name.padEnd(width)} ${value}`;
}
