import type { DatabaseUrls } from "@forgea/postgres/database-urls";
import { StackDescription } from "@forgea/testing/stack-description";

import { accountsOf, type DemoAccount, demoOrganisation } from "./demo-accounts.ts";
import { localAppId } from "./local-github-config.ts";
import { localProviderHost } from "./process-environment.ts";
import type { Secrets } from "./secrets.ts";
import type { Settings } from "./settings.ts";

/** Accounts with the tokens that git takes as their passwords. */
export function accountsWithTokens(
  accounts: readonly DemoAccount[],
  secrets: Secrets,
): StackDescription["accounts"] {
  return accounts.map((account) => ({
    ...account,
    token: secrets.tokens[account.login] ?? "",
  }));
}

/** What `stack.json` says about this stack; checked, so that a reader can rely on it. */
export function describeStack(
  settings: Settings,
  secrets: Secrets,
  database: DatabaseUrls,
  pids: StackDescription["pids"],
): StackDescription {
  return StackDescription.parse({
    version: 1,
    demo: true,
    startedAt: new Date().toISOString(),
    urls: settings.urls,
    pids,
    database,
    provider: {
      host: localProviderHost,
      organisation: demoOrganisation,
      apiUrl: `${settings.urls.localGithub}/api/v3`,
      appId: String(localAppId),
      clientId: secrets.oauthClientId,
      webhookSecret: secrets.webhookSecret,
    },
    ...(settings.testControlToken !== undefined && {
      testControl: {
        url: `${settings.urls.localGithub}/_test`,
        token: settings.testControlToken,
      },
    }),
    accounts: accountsWithTokens(accountsOf(settings), secrets),
  } satisfies StackDescription);
}
