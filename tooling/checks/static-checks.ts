import { type Command, installed } from "./run-logged.ts";

/** Writes the database client that most code imports. Every other check needs it. */
export const generate: Command = {
  name: "database client",
  program: installed("turbo"),
  arguments: ["run", "generate", "--output-logs=errors-only"],
};

export const types: Command = {
  name: "types",
  program: installed("turbo"),
  arguments: ["run", "typecheck", "--continue", "--output-logs=errors-only"],
};

export const lint: Command = {
  name: "lint",
  program: installed("oxlint"),
  arguments: ["--type-aware", "--deny-warnings"],
};

export const format: Command = {
  name: "format",
  program: installed("biome"),
  arguments: ["check", "."],
};

export const arrows: Command = {
  name: "arrows",
  program: process.execPath,
  arguments: ["tooling/lint/check-arrows.mjs"],
};

/** One version of everything, in every manifest. */
const versions: Command = { name: "versions", program: installed("sherif"), arguments: [] };

const deadCode: Command = {
  name: "dead code",
  program: process.execPath,
  arguments: ["tooling/lint/check-dead-code.mjs"],
};

/** Everything that can be said about the code without running it. */
export const staticChecks: readonly Command[] = [format, lint, versions, arrows, deadCode, types];
