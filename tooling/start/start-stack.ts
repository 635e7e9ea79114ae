import { rmSync } from "node:fs";
import path from "node:path";

import { duration, line, step } from "@forgea/bootstrap/progress";

import { type AppProcess, demoSeed, localGithub, preview, web, worker } from "./app-processes.ts";
import { accountsOf, demoAccounts } from "./demo-accounts.ts";
import { accountsWithTokens, describeStack } from "./describe-stack.ts";
import { untilHealthy } from "./health.ts";
import { writeLocalGithubConfig } from "./local-github-config.ts";
import { buildApps, generateCommand } from "./prepare-build.ts";
import { prepareDatabase, startEmbeddedPostgres } from "./prepare-database.ts";
import { writePrivateJson } from "./private-file.ts";
import type { Crew } from "./process-crew.ts";
import { loadSecrets, type Secrets } from "./secrets.ts";
import type { Settings } from "./settings.ts";
import { summary } from "./summary.ts";

/** The file that describes the running stack; there only while everything is healthy. */
export function stackFile(settings: Settings): string {
  return path.join(settings.dataDirectory, "stack.json");
}

/** Brings the whole stack up, in the order of what needs what, and says so. */
export async function startStack(settings: Settings, crew: Crew): Promise<void> {
  const secrets = loadSecrets(settings.dataDirectory, accountsOf(settings));
  const up = async (label: string, { command, health }: AppProcess, limit?: number) => {
    const member = crew.start(command);
    await step(label, () => untilHealthy(member, health, limit));
    return member;
  };

  await step("database client", () => crew.run(generateCommand(settings)));
  const [provider, { database, postgres }] = await Promise.all([
    up("local-github", localGithub(settings, writeLocalGithubConfig(settings, secrets))),
    startDatabase(settings, secrets, crew),
    settings.mode === "start"
      ? step("apps built", () => buildApps(settings, crew.run))
      : Promise.resolve(),
  ]);

  const parts = { settings, secrets, database };
  // In development the first answer waits for the compiler.
  const limit = settings.mode === "dev" ? 180_000 : 60_000;
  const [work, student, admin, shown] = await Promise.all([
    up("worker", worker(parts)),
    up("student app", web(parts, "student"), limit),
    up("admin app", web(parts, "admin"), limit),
    up("preview", preview(parts)),
  ]);

  const accounts = path.join(settings.dataDirectory, "demo-accounts.json");
  writePrivateJson(accounts, accountsWithTokens(demoAccounts, secrets));
  await step("demo", () => crew.run(demoSeed(parts, accounts)));

  const stack = describeStack(settings, secrets, database, {
    supervisor: process.pid,
    ...(postgres && { postgres: postgres.pid }),
    localGithub: provider.pid,
    worker: work.pid,
    student: student.pid,
    admin: admin.pid,
    preview: shown.pid,
  });
  writePrivateJson(stackFile(settings), stack);
  keepRunning(crew, (name, pid) => {
    stack.pids = { ...stack.pids, [pidOf[name] ?? name]: pid };
    writePrivateJson(stackFile(settings), stack);
  });
  process.stdout.write(
    `${summary(stack, settings.dataDirectory, duration(Date.now() - settings.beganAt))}\n`,
  );
}

/** The name of each process in the stack's description. */
const pidOf: Readonly<Record<string, string>> = {
  "local-github": "localGithub",
  "forgea-worker": "worker",
  "forgea-student": "student",
  "forgea-admin": "admin",
  "forgea-preview": "preview",
};

/** A part that dies by itself is started again; scripts find its new process in the stack's description. */
function keepRunning(crew: Crew, onRestart: (name: string, pid: number) => void): void {
  crew.revive((loss, again) => {
    line("note", "started again", loss.message);
    onRestart(again.name, again.pid);
  });
}

/** Removes what only a running stack may leave in the data directory. */
export function forgetStack(settings: Settings): void {
  rmSync(stackFile(settings), { force: true });
}

async function startDatabase(settings: Settings, secrets: Secrets, crew: Crew) {
  const postgres = settings.externalDatabaseUrl
    ? undefined
    : await step("PostgreSQL", () => startEmbeddedPostgres(settings, secrets, crew));
  const superuserUrl = settings.externalDatabaseUrl ?? postgres?.superuserUrl ?? "";
  const database = await step("migrations", () => prepareDatabase(superuserUrl));
  return { database, postgres };
}
