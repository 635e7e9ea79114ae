import { existsSync } from "node:fs";

import { chromium } from "@playwright/test";

/** Where distributions put their Chromium, and where Chrome installs itself. */
const systemBrowsers = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/snap/bin/chromium",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

export type ChromiumLaunch = { executablePath?: string; args: string[] };

/**
 * How to launch a Chromium on this machine, as Playwright's `launchOptions`: the one that Playwright downloaded if
 * it is there, else the system's. Undefined when there is none (`node tooling/browser/install-browser.mjs`).
 */
export function findChromium(): ChromiumLaunch | undefined {
  const args = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    // Chromium refuses its sandbox to root.
    ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
  ];
  if (existsSync(chromium.executablePath())) return { args };
  const executablePath = systemBrowsers.find((file) => existsSync(file));
  return executablePath === undefined ? undefined : { executablePath, args };
}

/** As `findChromium`, for code that cannot go on without a browser. */
export function requireChromium(): ChromiumLaunch {
  const found = findChromium();
  if (found) return found;
  throw new Error("No Chromium was found. Run: node tooling/browser/install-browser.mjs");
}
