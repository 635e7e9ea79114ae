import { createRequire } from "node:module";
import path from "node:path";

import type { DatabaseUrls } from "@forgea/postgres/database-urls";

import type { Command } from "./process-crew.ts";
import {
  localGithubEnvironment,
  previewEnvironment,
  webEnvironment,
  workerEnvironment,
} from "./process-environment.ts";
import type { Secrets } from "./secrets.ts";
import type { Settings } from "./settings.ts";

type Parts = { settings: Settings; secrets: Secrets; database: DatabaseUrls };

/** A process of the stack with the address that answers 200 once it is ready. */
export type AppProcess = { command: Command; health: string };

/** The embedded provider. */
export function localGithub(settings: Settings, config: string): AppProcess {
  return {
    command: fromSource(settings, "local-github", localGithubEnvironment(settings, config)),
    health: `${settings.urls.localGithub}/health`,
  };
}

export function worker(parts: Parts): AppProcess {
  const { settings } = parts;
  return {
    command: fromSource(settings, "forgea-worker", workerEnvironment(parts)),
    health: `${settings.urls.worker}/health`,
  };
}

export function preview(parts: Parts): AppProcess {
  const { settings } = parts;
  return {
    command: fromSource(settings, "forgea-preview", previewEnvironment(parts)),
    health: `${settings.urls.preview}/health`,
  };
}

export function web(parts: Parts, app: "student" | "admin"): AppProcess {
  const { settings } = parts;
  const env = webEnvironment(parts, app);
  const name = `forgea-${app}`;
  const command =
    settings.mode === "start" ? standalone(settings, name, env) : nextDev(settings, name, env);
  return { command, health: `${settings.urls[app]}/api/health/ready` };
}

/** Fills the demo: people, labs and sample sessions. Finds what is there and changes nothing the second time. */
export function demoSeed(parts: Parts, accountsFile: string): Command {
  return {
    name: "seed-demo",
    program: process.execPath,
    arguments: ["apps/forgea-worker/src/demo/seed-demo.ts"],
    cwd: parts.settings.root,
    // People and labs are the apps' to write, so the seed acts as their role.
    env: {
      ...workerEnvironment(parts),
      DATABASE_URL: parts.database.appUrl,
      FORGEA_DEMO_ACCOUNTS: accountsFile,
    },
  };
}

function fromSource(settings: Settings, app: string, env: Command["env"]): Command {
  const watch = settings.mode === "dev" ? ["--watch", "--watch-preserve-output"] : [];
  return {
    name: app,
    program: process.execPath,
    arguments: [...watch, `apps/${app}/src/main.ts`],
    cwd: settings.root,
    env,
  };
}

function standalone(settings: Settings, app: string, env: Command["env"]): Command {
  return {
    name: app,
    program: process.execPath,
    arguments: [`apps/${app}/.next/standalone/apps/${app}/server.js`],
    cwd: settings.root,
    env,
  };
}

function nextDev(settings: Settings, app: string, env: Command["env"]): Command {
  const folder = path.join(settings.root, "apps", app);
  const next = createRequire(path.join(folder, "package.json")).resolve("next/dist/bin/next");
  return {
    name: app,
    program: process.execPath,
    arguments: [next, "dev", "--port", env["PORT"] ?? "", "--hostname", "127.0.0.1"],
    cwd: folder,
    env,
  };
}
