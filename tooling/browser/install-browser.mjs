// Makes sure that there is a Chromium for the journeys: one that is there, else Playwright's own, else the system's.
import { spawnSync } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { findChromium } from "@forgea/testing/chromium";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const e2e = path.join(root, "e2e");
const playwrightHost = "https://cdn.playwright.dev";

if (!findChromium() && (await isReachable(playwrightHost))) {
  run(path.join(e2e, "node_modules/.bin/playwright"), ["install", "chromium"], 300_000);
}
if (!findChromium()) installFromDistribution();

const found = findChromium();
if (found) {
  process.stdout.write(`${found.executablePath ?? "Playwright's Chromium"}\n`);
} else {
  process.stderr.write(
    "There is no Chromium for the journeys, and none could be installed here.\n" +
      "Install one (Debian, Ubuntu: sudo apt-get install chromium; or: cd e2e && npx playwright install --with-deps chromium).\n",
  );
  process.exitCode = 1;
}

/** @param {string} url */
async function isReachable(url) {
  try {
    await fetch(url, { method: "HEAD", signal: AbortSignal.timeout(5000) });
    return true;
  } catch {
    return false;
  }
}

function installFromDistribution() {
  const sudo = process.getuid?.() === 0 ? [] : ["sudo", "-n"];
  const apt = [...sudo, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"];
  const [program = "", ...first] = apt;
  if (!run(program, [...first, "--version"], 10_000)) return;
  run(program, [...first, "update"], 120_000);
  run(program, [...first, "install", "-y", "--no-install-recommends", "chromium"], 600_000);
}

/**
 * @param {string} program
 * @param {string[]} args
 * @param {number} timeout in milliseconds
 */
function run(program, args, timeout) {
  return spawnSync(program, args, { cwd: e2e, stdio: "inherit", timeout }).status === 0;
}
