import { existsSync } from "node:fs";
import path from "node:path";

import { accountsOf, demoOrganisation, demoTemplates } from "./demo-accounts.ts";
import { writePrivateJson } from "./private-file.ts";
import type { Secrets } from "./secrets.ts";
import type { Settings } from "./settings.ts";

/** The id of the only App that local-github knows. */
export const localAppId = 1;

/** Writes what local-github is to contain; it applies the file at each of its starts. */
export function writeLocalGithubConfig(settings: Settings, secrets: Secrets): string {
  const file = path.join(settings.dataDirectory, "local-github.json");
  writePrivateJson(file, {
    organisation: { login: demoOrganisation },
    app: {
      id: localAppId,
      slug: "forgea",
      name: "Forgea",
      clientId: secrets.oauthClientId,
      clientSecret: secrets.oauthClientSecret,
      privateKey: secrets.appPrivateKey,
      webhookUrl: `${settings.urls.student}/api/webhooks/github`,
      webhookSecret: secrets.webhookSecret,
      callbackUrls: [settings.urls.student, settings.urls.admin].map(
        (origin) => `${origin}/api/auth/callback/github`,
      ),
    },
    users: accountsOf(settings).map(({ providerUserId, login, name, role }) => ({
      id: providerUserId,
      login,
      name,
      email: `${login}@example.test`,
      token: secrets.tokens[login],
      organisationOwner: role === "ADMIN",
    })),
    templates: demoTemplates
      .map((name) => ({ name, from: path.join(settings.root, "templates", name) }))
      .filter(({ from }) => existsSync(from)),
    accountChooser: true,
  });
  return file;
}
