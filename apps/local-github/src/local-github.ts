import type { Logger } from "pino";
import type { LocalGithubConfig } from "./config.ts";
import type { Directories } from "./git/directories.ts";
import type { ObjectReader } from "./git/read-objects.ts";
import type { RunGit } from "./git/run-git.ts";
import type { SeedStore } from "./git/seed-store.ts";
import type { LateCopies } from "./repositories/late-copies.ts";
import type { Urls } from "./shapes/urls.ts";
import type { Store } from "./store/open-store.ts";
import type { TestControl } from "./test-control/test-control.ts";
import type { Webhooks } from "./webhooks/publish.ts";

/** What every part of the server is given. */
export interface LocalGithub {
  config: LocalGithubConfig;
  urls: Urls;
  /** The account chooser is on: it was asked for, and only this machine can reach the server. */
  accountChooser: boolean;
  store: Store;
  directories: Directories;
  runGit: RunGit;
  objects: ObjectReader;
  seeds: SeedStore;
  webhooks: Webhooks;
  lateCopies: LateCopies;
  /** Limits and faults on request; null unless this process was started for tests. */
  testControl: TestControl | null;
  limits: { pushBytes: number; gitSeconds: number; webhookSeconds: number };
  /** Where programs such as git are looked for. */
  searchPath: string;
  log: Logger;
}
