import { spawn, spawnSync } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import path from "node:path";

import { logDirectory, tailOf } from "./data-directory.mjs";
import { whileNobodyInstalls } from "./install-lock.mjs";
import { isInstalled, rememberInstall } from "./install-stamp.mjs";
import { Refusal } from "./refusal.mjs";
import { isRegistryReachable } from "./registry.mjs";

const pnpmVersion = "12.21.0";
const networkTrouble =
  /ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ECONNRESET|ENETUNREACH|ERR_SOCKET_TIMEOUT|ERR_PNPM_META_FETCH_FAIL|ERR_PNPM_NO_OFFLINE|ENOTCACHED/;

/**
 * Installs the packages when manifests or lockfile changed since the last time.
 * @param {string} root
 * @param {string} directory the data directory, for the log
 * @returns {Promise<string>} what was done, in two words
 */
export async function installPackages(root, directory) {
  if (isInstalled(root)) return "up to date";
  return whileNobodyInstalls(root, () => install(root, directory));
}

/**
 * @param {string} root
 * @param {string} directory
 */
async function install(root, directory) {
  // Another start may have done it while we waited.
  if (isInstalled(root)) return "up to date";
  const log = path.join(logDirectory(directory), "install.log");
  const online = await isRegistryReachable(root);
  const { command, first } = pnpmCommand(online);
  const status = await run(
    command,
    [
      ...first,
      "install",
      "--frozen-lockfile",
      online ? "--prefer-offline" : "--offline",
      "--config.confirmModulesPurge=false",
    ],
    root,
    log,
  );
  if (status === 0) {
    rememberInstall(root);
    return "installed";
  }
  throw installFailed(log, online);
}

/**
 * @param {string} log
 * @param {boolean} online
 */
function installFailed(log, online) {
  if (!online || networkTrouble.test(readFileSync(log, "utf8"))) {
    return new Refusal(
      "The packages could not be installed: the package registry cannot be reached.",
      {
        remedy:
          "Check the network (and the proxy, if you use one: npm config get proxy, HTTPS_PROXY) and run the command again.\nThe registry in use: npm config get registry",
        log,
      },
    );
  }
  return new Refusal("The packages could not be installed.", { tail: tailOf(log), log });
}

/** @param {boolean} online */
function pnpmCommand(online) {
  // A corepack shim would otherwise ask a question or download for minutes before it answers.
  const env = {
    ...process.env,
    COREPACK_ENABLE_DOWNLOAD_PROMPT: "0",
    COREPACK_ENABLE_NETWORK: "0",
  };
  const own = spawnSync("pnpm", ["--version"], { encoding: "utf8", timeout: 5000, env });
  const major = pnpmVersion.split(".")[0];
  if (own.status === 0 && own.stdout.trim().split(".")[0] === major)
    return { command: "pnpm", first: [] };
  const offline = online ? [] : ["--offline"];
  return { command: "npx", first: ["--yes", ...offline, `pnpm@${pnpmVersion}`] };
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {string} cwd
 * @param {string} log
 * @returns {Promise<number | null>}
 */
function run(command, args, cwd, log) {
  const output = openSync(log, "w", 0o600);
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, stdio: ["ignore", output, output] });
    child.once("error", reject);
    child.once("exit", resolve);
  }).finally(() => closeSync(output));
}
