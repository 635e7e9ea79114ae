import type { components } from "@octokit/openapi-types";
import type { LocalGithubConfig } from "../config.ts";
import type { Account } from "../store/accounts.ts";
import type { Installation } from "../store/installations.ts";
import { isoTime, nodeId, type Urls } from "./urls.ts";
import { simpleUser } from "./user.ts";

/** An installation, as REST answers and `installation` events carry it. */
export function installationShape(
  installation: Installation,
  account: Account,
  suspendedBy: Account | null,
  app: LocalGithubConfig["app"],
  urls: Urls,
) {
  return {
    id: installation.id,
    account: simpleUser(account, urls),
    repository_selection: installation.repository_selection,
    access_tokens_url: `${urls.api}/app/installations/${installation.id}/access_tokens`,
    repositories_url: `${urls.api}/installation/repositories`,
    html_url: `${urls.web}/organizations/${account.login}/settings/installations/${installation.id}`,
    app_id: app.id,
    client_id: app.clientId,
    app_slug: app.slug,
    target_id: account.id,
    target_type: account.type,
    permissions: installation.permissions,
    events: installation.events,
    created_at: isoTime(installation.created_at),
    updated_at: isoTime(installation.updated_at),
    single_file_name: null,
    has_multiple_single_files: false,
    single_file_paths: [],
    suspended_by: suspendedBy ? simpleUser(suspendedBy, urls) : null,
    suspended_at: installation.suspended_at === null ? null : isoTime(installation.suspended_at),
  } satisfies components["schemas"]["installation"];
}

/** The App itself, as `GET /app` answers. */
export function appShape(
  app: LocalGithubConfig["app"],
  owner: Account,
  installations: number,
  createdAt: number,
  urls: Urls,
): NonNullable<components["schemas"]["integration"]> {
  return {
    id: app.id,
    slug: app.slug,
    node_id: nodeId("Integration", app.id),
    client_id: app.clientId,
    owner: simpleUser(owner, urls),
    name: app.name,
    description: null,
    external_url: new URL(app.callbackUrls[0] ?? urls.web).origin,
    html_url: `${urls.web}/apps/${app.slug}`,
    created_at: isoTime(createdAt),
    updated_at: isoTime(createdAt),
    permissions: app.permissions,
    events: app.events,
    installations_count: installations,
  };
}
