import type { Server } from "node:http";
import { applyConfig } from "./apply-config.ts";
import { LocalGithubConfig, type LocalGithubConfigInput } from "./config.ts";
import { createHandler } from "./create-handler.ts";
import { prepareDirectories } from "./git/directories.ts";
import { installHooks } from "./git/hooks.ts";
import { createGitBackends } from "./git/http-backend.ts";
import { createObjectReader } from "./git/read-objects.ts";
import { createRunGit } from "./git/run-git.ts";
import { createSeedStore } from "./git/seed-store.ts";
import { startHousekeeping, sweepLeftovers } from "./housekeeping.ts";
import { closeServers, isLoopback, listen } from "./listen.ts";
import type { LocalGithub } from "./local-github.ts";
import { createLogger, type LogLevel } from "./logger.ts";
import { createLateCopies } from "./repositories/late-copies.ts";
import { urlsOf } from "./shapes/urls.ts";
import { openStore } from "./store/open-store.ts";
import { createTestControl } from "./test-control/test-control.ts";
import { createWebhooks } from "./webhooks/deliver.ts";
import { createSpool } from "./webhooks/spool.ts";

export interface StartOptions {
  /** 0 takes any free port. */
  port: number;
  /** The address that people and clients use; `http://localhost:<port>` when left out. */
  url?: string | undefined;
  dataDirectory: string;
  config: LocalGithubConfigInput;
  /** Where git is looked for. */
  path?: string;
  hosts?: string[];
  limits?: Partial<LocalGithub["limits"]>;
  logLevel?: LogLevel;
  /** The token of the routes that play GitHub's limits and faults; without it there are none. */
  testControl?: string | undefined;
}

export interface RunningLocalGithub {
  url: string;
  port: number;
  /** Stops listening, ends git processes and requests under way, and closes the state; within two seconds. */
  close(): Promise<void>;
}

const defaultLimits = { pushBytes: 256 * 1024 * 1024, gitSeconds: 600, webhookSeconds: 10 };
/** Where git usually is. */
export const usualPath =
  "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/opt/homebrew/bin";

/** Starts a GitHub-compatible server on a data directory. Throws when the port is taken, git is missing or the configuration is wrong. */
export async function startLocalGithub(options: StartOptions): Promise<RunningLocalGithub> {
  const config = LocalGithubConfig.parse(options.config);
  const hosts = options.hosts ?? ["127.0.0.1", "::1"];
  const path = options.path ?? usualPath;
  const log = createLogger(options.logLevel ?? "silent");
  if (options.testControl !== undefined && !hosts.every(isLoopback))
    throw new Error("limits and faults on request are for this machine only");
  const testControl = options.testControl ? createTestControl(options.testControl) : null;
  const directories = prepareDirectories(options.dataDirectory);
  const store = openStore(directories.database);
  const limits = { ...defaultLimits, ...options.limits };
  const stop = new AbortController();
  let servers: Server[] = [];
  try {
    installHooks(directories);
    const runGit = createRunGit(directories, path, stop.signal);
    await runGit(["version"], { cwd: directories.home });
    const bound = await listen(options.port, hosts);
    servers = bound.servers;
    const url = options.url ?? `http://localhost:${bound.port}`;
    const github: LocalGithub = {
      config,
      urls: urlsOf(url),
      accountChooser: config.accountChooser && hosts.every(isLoopback),
      store,
      directories,
      runGit,
      objects: createObjectReader(directories, path),
      seeds: createSeedStore(directories, runGit, store.settings),
      webhooks: createWebhooks({ config, store, limits, log, testControl }),
      lateCopies: createLateCopies(() => github),
      testControl,
      limits,
      searchPath: path,
      log,
    };
    sweepLeftovers(github);
    applyConfig(github);
    const backends = createGitBackends(github, path);
    const spool = createSpool(github);
    const housekeeping = startHousekeeping(github);
    const handle = createHandler(github, backends, spool);
    for (const server of servers) server.on("request", handle);
    await spool.drain();
    github.webhooks.wake();
    github.lateCopies.wake();
    return {
      url: github.urls.web,
      port: bound.port,
      async close() {
        clearInterval(housekeeping);
        testControl?.stop();
        github.lateCopies.close();
        await closeServers(servers);
        await backends.close();
        await spool.close();
        await github.webhooks.close();
        github.objects.close();
        stop.abort();
        store.close();
      },
    };
  } catch (error) {
    await closeServers(servers);
    stop.abort();
    store.close();
    throw error;
  }
}
