import path from "node:path";

import type { DatabaseUrls } from "@forgea/postgres/database-urls";

import { demoAccounts, demoOrganisation } from "./demo-accounts.ts";
import { localAppId } from "./local-github-config.ts";
import type { Secrets } from "./secrets.ts";
import type { Settings } from "./settings.ts";

/** The stable name of the embedded provider: part of the key that binds a repository to a session. */
export const localProviderHost = "local-github";

type Parts = { settings: Settings; secrets: Secrets; database: DatabaseUrls };
type Environment = Record<string, string | undefined>;

/** Environment of local-github. */
export function localGithubEnvironment(settings: Settings, config: string): Environment {
  return {
    ...common(settings),
    LOCAL_GITHUB_PORT: String(settings.ports.localGithub),
    LOCAL_GITHUB_URL: settings.urls.localGithub,
    LOCAL_GITHUB_DATA: path.join(settings.dataDirectory, "local-github"),
    LOCAL_GITHUB_CONFIG: config,
    LOCAL_GITHUB_TEST_CONTROL: settings.testControlToken,
  };
}

/** Environment of the worker, and of the seed of the demo that does the worker's work. */
export function workerEnvironment(parts: Parts): Environment {
  return {
    ...common(parts.settings),
    ...product(parts),
    DATABASE_URL: parts.database.workerUrl,
    WORKER_PORT: String(parts.settings.ports.worker),
    PORT: String(parts.settings.ports.worker),
  };
}

/** Environment of one of the two apps. */
export function webEnvironment(parts: Parts, app: "student" | "admin"): Environment {
  const { settings, secrets } = parts;
  return {
    ...common(settings),
    ...product(parts),
    DATABASE_URL: parts.database.appUrl,
    PORT: String(settings.ports[app]),
    // Loopback only: the demo lets anybody be anybody.
    HOSTNAME: "127.0.0.1",
    AUTH_SECRET: app === "student" ? secrets.studentAuthSecret : secrets.adminAuthSecret,
    // Only the student app receives webhooks, so only it can verify them.
    GITHUB_WEBHOOK_SECRET: app === "student" ? secrets.webhookSecret : undefined,
  };
}

/** Environment of the preview: no provider and no secret, because it serves what strangers wrote. */
export function previewEnvironment({ settings, database }: Parts): Environment {
  return {
    ...common(settings),
    ...origins(settings),
    DATABASE_URL: database.appUrl,
    PORT: String(settings.ports.preview),
  };
}

function common(settings: Settings): Environment {
  return {
    ...settings.inherited,
    NODE_ENV: settings.mode === "start" ? "production" : "development",
    NEXT_TELEMETRY_DISABLED: "1",
  };
}

function origins({ urls }: Settings): Environment {
  return { STUDENT_URL: urls.student, ADMIN_URL: urls.admin, PREVIEW_URL: urls.preview };
}

function product({ settings, secrets }: Parts): Environment {
  const listOf = (role: "ADMIN" | "ASSISTANT") =>
    demoAccounts
      .filter((account) => account.role === role)
      .map(({ providerUserId }) => `${localProviderHost}:${providerUserId}`)
      .join(",");
  return {
    ...origins(settings),
    PROVIDER_HOST: localProviderHost,
    PROVIDER_WEB_URL: settings.urls.localGithub,
    PROVIDER_API_URL: `${settings.urls.localGithub}/api/v3`,
    GITHUB_APP_ID: String(localAppId),
    GITHUB_APP_PRIVATE_KEY: secrets.appPrivateKey,
    TOKEN_KEY: secrets.tokenKey,
    GITHUB_CLIENT_ID: secrets.oauthClientId,
    GITHUB_CLIENT_SECRET: secrets.oauthClientSecret,
    GITHUB_ORG: demoOrganisation,
    FORGEA_ADMINS: listOf("ADMIN"),
    FORGEA_ASSISTANTS: listOf("ASSISTANT"),
    FORGEA_DEMO: "1",
  };
}
