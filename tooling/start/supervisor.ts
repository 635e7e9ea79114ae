// Runs the whole stack: `node tooling/start/supervisor.ts start|dev`. Behind npm start and pnpm dev.

import { makeDataDirectory } from "@forgea/bootstrap/data-directory";
import { hush, printError } from "@forgea/bootstrap/progress";
import { claimDataDirectory, releaseDataDirectory } from "@forgea/bootstrap/running-stack";

import { followLog } from "./follow-log.ts";
import { createCrew } from "./process-crew.ts";
import { readSettings, type Settings } from "./settings.ts";
import { forgetStack, startStack } from "./start-stack.ts";

const settings = takeSettings();

let ending: Promise<never> | undefined;

const crew = createCrew({
  dataDirectory: settings.dataDirectory,
  onLoss: (loss) => end(1, loss),
  // Who develops wants to see what the processes say.
  ...(settings.mode === "dev" && {
    onStart: (name, log) => followLog(name.replace("forgea-", ""), log),
  }),
});

// The closed channel of one Ctrl-C may be seen before its signal: only a second signal means "at once".
let signals = 0;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => {
    signals += 1;
    if (signals > 1) crew.kill();
    end(0);
  });
}
// Our starter holds the other end of this channel: it closes when it dies, however it dies.
process.on("disconnect", () => end(0));
// It may have closed while our modules were read. Without a starter there is no channel.
if (process.env["FORGEA_BEGAN_AT"] !== undefined && !process.connected) end(0);

try {
  await startStack(settings, crew);
} catch (error) {
  end(1, error);
}

/** Ends the stack once; the first reason decides the exit code. */
function end(code: number, reason?: unknown): void {
  ending ??= (async () => {
    hush();
    if (reason !== undefined) printError(reason);
    else process.stdout.write("\n  Stopping…\n");
    forgetStack(settings);
    await crew.stop();
    releaseDataDirectory(settings.dataDirectory);
    if (reason === undefined) process.stdout.write("  Stopped. The data is kept.\n");
    process.exit(code);
  })();
}

/** What this stack is and that its data directory is ours; says so and ends the process where it cannot be. */
function takeSettings(): Settings {
  try {
    const read = readSettings(process.argv[2] === "dev" ? "dev" : "start", process.env);
    makeDataDirectory(read.dataDirectory);
    claimDataDirectory(read.dataDirectory, read.urls.student);
    return read;
  } catch (error) {
    printError(error);
    process.exit(1);
  }
}
