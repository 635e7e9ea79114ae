import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { LocalGithub } from "./local-github.ts";

const HOUR_MS = 3600 * 1000;
/** GitHub keeps its delivery log for three days; a day more lets a sweep over 72 hours see all of them. */
const DELIVERY_LOG_MS = 4 * 24 * HOUR_MS;

/** Removes what a crash left half-made: repositories being built or deleted, folders without a row. */
export function sweepLeftovers(github: LocalGithub): void {
  const { building, repositories, spool } = github.directories;
  for (const name of readdirSync(building))
    rmSync(join(building, name), { recursive: true, force: true });
  for (const name of readdirSync(repositories)) {
    if (!github.store.repositories.byId(Number.parseInt(name, 10))) {
      rmSync(join(repositories, name), { recursive: true, force: true });
    }
  }
  for (const name of readdirSync(spool)) {
    if (name.endsWith(".half")) rmSync(join(spool, name), { force: true });
  }
}

/** Forgets what has expired, now and every hour. */
export function startHousekeeping(github: LocalGithub): NodeJS.Timeout {
  const { store } = github;
  const tidy = () => {
    const now = Date.now();
    store.tokens.dropExpired(now);
    store.signIns.dropExpired(now);
    store.deliveries.dropOlderThan(now - DELIVERY_LOG_MS);
    store.activities.dropRecordedBefore(now - DELIVERY_LOG_MS);
  };
  tidy();
  const timer = setInterval(tidy, HOUR_MS);
  timer.unref();
  return timer;
}
