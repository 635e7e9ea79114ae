import { createGitHubProvider } from "@forgea/github";
import { readProviderLimits } from "@forgea/github/provider-limits";
import { createDatabase } from "@forgea/schema";
import type { Clock, SessionDeps } from "@forgea/session/ports";
import { createVault, EventWake } from "@forgea/session/server";
import pino, { type Logger } from "pino";
import type { WorkerEnvironment } from "./env.ts";

/** The process's logger: JSON lines, with what could hold a secret left out. */
export function createLogger(env: WorkerEnvironment, name: string): Logger {
  return pino({
    name,
    level: env.LOG_LEVEL,
    redact: [
      "*.token",
      "*.authorization",
      "*.password",
      "err.request",
      "err.response",
      "err.cause",
    ],
  });
}

/** Puts together what the use cases need, for the worker and for the demo's seed. */
export function composeDeps(
  env: WorkerEnvironment,
  log: Logger,
  clock: Clock = { now: () => new Date() },
): SessionDeps {
  const database = createDatabase({
    url: env.DATABASE_URL,
    poolSize: env.WORKER_CONCURRENCY + 4,
    applicationName: "forgea-worker",
    onIdleError: (err) => log.warn({ err }, "an idle database connection broke"),
  });
  const github = createGitHubProvider({
    host: env.PROVIDER_HOST,
    webUrl: env.PROVIDER_WEB_URL,
    apiUrl: env.PROVIDER_API_URL,
    appId: env.GITHUB_APP_ID,
    privateKey: env.GITHUB_APP_PRIVATE_KEY.replaceAll("\\n", "\n"),
    organisation: env.GITHUB_ORG,
    creationLimits: readProviderLimits({
      host: env.PROVIDER_HOST,
      limits: env.PROVIDER_LIMITS,
      timeScale: env.PROVIDER_TIME_SCALE,
    }),
  });
  return {
    database,
    github,
    organisation: env.GITHUB_ORG,
    clock,
    log,
    vault: createVault(env.TOKEN_KEY),
    wake: new EventWake(database, log),
    ...(env.FORGEA_LOSS_PROOF_SECONDS !== undefined && {
      lossProofMs: env.FORGEA_LOSS_PROOF_SECONDS * 1_000,
    }),
  };
}
