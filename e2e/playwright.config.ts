import { requireChromium } from "@forgea/testing/chromium";
import { defineConfig } from "@playwright/test";

const { executablePath, args } = requireChromium();

export default defineConfig({
  testDir: ".",
  testMatch: "**/*.spec.ts",
  globalSetup: "./fixtures/global-setup.ts",
  outputDir: "out/results",
  reporter: [["list"], ["json", { outputFile: "out/report.json" }]],
  fullyParallel: true,
  // Browsers, two apps, a worker, git and PostgreSQL share the machine with the tests.
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 240_000,
  expect: { timeout: 30_000 },
  use: {
    browserName: "chromium",
    launchOptions: { args, ...(executablePath !== undefined && { executablePath }) },
    viewport: { width: 1440, height: 900 },
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    actionTimeout: 30_000,
    navigationTimeout: 60_000,
    screenshot: "only-on-failure",
  },
});
