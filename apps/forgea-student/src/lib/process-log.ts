import type { Logger } from "@forgea/session/ports";

const kept = globalThis as { forgeaLog?: Logger };

/** Lets code that must not load the composition root (instrumentation is built for more than Node) log. */
export function keepProcessLog(log: Logger): void {
  kept.forgeaLog = log;
}

/** The log of this process, once its composition root was made. */
export function processLog(): Logger | undefined {
  return kept.forgeaLog;
}
