import { createAuthOptions } from "@forgea/auth/auth-options";
import type { AuthSettings } from "@forgea/auth/auth-settings";
import { createGitHubProvider } from "@forgea/github";
import { readProviderLimits } from "@forgea/github/provider-limits";
import { createDatabase } from "@forgea/schema";
import type { WebDeps } from "@forgea/session/ports";
import {
  armFailpoint,
  createVault,
  DeliveryBatcher,
  EventFeed,
  EventWake,
} from "@forgea/session/server";
import { createLogger } from "@forgea/trpc/create-logger";
import { readEnv } from "../env.ts";
import { keepProcessLog } from "./process-log.ts";

/** The composition root: everything that this process has once. */
function compose() {
  const env = readEnv();
  const log = createLogger("forgea-student", env.LOG_LEVEL);
  keepProcessLog(log);
  const database = createDatabase({
    url: env.DATABASE_URL,
    poolSize: 10,
    applicationName: "forgea-student",
    onIdleError: (error) => log.warn({ err: error }, "an idle database connection broke"),
  });
  const clock = { now: () => new Date() };
  const session: WebDeps = {
    database,
    github: createGitHubProvider({
      host: env.PROVIDER_HOST,
      webUrl: env.PROVIDER_WEB_URL,
      apiUrl: env.PROVIDER_API_URL,
      appId: env.GITHUB_APP_ID,
      privateKey: env.GITHUB_APP_PRIVATE_KEY,
      organisation: env.GITHUB_ORG,
      creationLimits: readProviderLimits({
        host: env.PROVIDER_HOST,
        limits: env.PROVIDER_LIMITS,
        timeScale: env.PROVIDER_TIME_SCALE,
      }),
    }),
    organisation: env.GITHUB_ORG,
    clock,
    log,
    vault: createVault(env.TOKEN_KEY),
    wake: new EventWake(database, log),
    feed: new EventFeed(database, log),
    ...(env.FORGEA_FAILPOINTS && { failpoint: armFailpoint(env.FORGEA_FAILPOINTS, log) }),
  };
  const auth: AuthSettings = {
    app: "forgea-student",
    secret: env.AUTH_SECRET,
    secureCookies: env.STUDENT_URL.startsWith("https:"),
    provider: {
      host: env.PROVIDER_HOST,
      webUrl: env.PROVIDER_WEB_URL,
      apiUrl: env.PROVIDER_API_URL,
      clientId: env.GITHUB_CLIENT_ID,
      clientSecret: env.GITHUB_CLIENT_SECRET,
    },
    database,
    admins: env.FORGEA_ADMINS,
    assistants: env.FORGEA_ASSISTANTS,
    log,
    clock,
  };
  return {
    env,
    log,
    session,
    auth,
    authOptions: createAuthOptions(auth),
    deliveries: {
      host: env.PROVIDER_HOST,
      secrets: [env.GITHUB_WEBHOOK_SECRET, env.GITHUB_WEBHOOK_SECRET_PREVIOUS ?? ""].filter(
        (secret) => secret !== "",
      ),
      batcher: new DeliveryBatcher(database),
      clock,
      log,
    },
  };
}

export type Deps = ReturnType<typeof compose>;

// On globalThis, because hot reload evaluates this module again and the pool must not double.
const kept = globalThis as { forgeaStudentDeps?: Deps };

/** What this process has once, made at the first request. */
export function deps(): Deps {
  kept.forgeaStudentDeps ??= compose();
  return kept.forgeaStudentDeps;
}
