import { accessSync, constants, mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { Refusal } from "./refusal.mjs";

/** The folder that holds the whole project. */
export const projectRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");

/**
 * Where an installation keeps its database, repositories, secrets and logs.
 * @param {NodeJS.ProcessEnv} env
 */
export function dataDirectory(env) {
  const chosen = env["FORGEA_DATA_DIR"];
  return chosen ? path.resolve(chosen) : path.join(projectRoot, ".forgea");
}

/**
 * Makes the data directory and its folder for logs. When we are root, PostgreSQL runs as another user who
 * has to pass through (but not to look around): hence 711 instead of 700. A folder that is there stays as it is.
 * @param {string} directory
 */
export function makeDataDirectory(directory) {
  const isRoot = process.getuid?.() === 0;
  try {
    mkdirSync(directory, { recursive: true, mode: isRoot ? 0o711 : 0o700 });
    mkdirSync(logDirectory(directory), { recursive: true, mode: 0o700 });
    accessSync(logDirectory(directory), constants.W_OK);
  } catch (error) {
    throw new Refusal(`The data directory ${directory} cannot be written.`, {
      remedy: "Set FORGEA_DATA_DIR to a folder of yours.",
      tail: error instanceof Error ? error.message : String(error),
    });
  }
}

/** @param {string} directory */
export function logDirectory(directory) {
  return path.join(directory, "logs");
}

/**
 * The last lines of a log, for an error message; empty when there is none.
 * @param {string} file
 * @param {number} [lines]
 */
export function tailOf(file, lines = 15) {
  try {
    return readFileSync(file, "utf8").trimEnd().split("\n").slice(-lines).join("\n");
  } catch {
    return "";
  }
}
