import type { components } from "@octokit/openapi-types";
import type { Account } from "../store/accounts.ts";
import { isoTime, nodeId, type Urls } from "./urls.ts";

/** GitHub's type allows ids beyond 2^53; the ones that this server gives out are plain numbers. */
export type SimpleUser = components["schemas"]["simple-user"] & { id: number };

/** A person, organisation or bot as it appears inside other answers and in webhook payloads. */
export function simpleUser(account: Account, urls: Urls): SimpleUser {
  const url = `${urls.api}/users/${encodeURIComponent(account.login)}`;
  return {
    login: account.login,
    id: account.id,
    node_id: nodeId(account.type, account.id),
    avatar_url: `${urls.web}/avatars/${account.id}`,
    gravatar_id: "",
    url,
    html_url: `${urls.web}/${account.type === "Bot" ? `apps/${account.login.replace("[bot]", "")}` : account.login}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type: account.type,
    site_admin: false,
    user_view_type: "public",
  };
}

/** The answer of `/users/{login}` and `/user/{id}`: what anybody may know. */
export function publicUser(
  account: Account,
  urls: Urls,
  repositories: number,
): components["schemas"]["public-user"] {
  return {
    ...simpleUser(account, urls),
    name: account.name,
    company: null,
    blog: "",
    location: null,
    email: null,
    notification_email: null,
    hireable: null,
    bio: null,
    twitter_username: null,
    public_repos: repositories,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: isoTime(account.created_at),
    updated_at: isoTime(account.created_at),
  };
}

/** The answer of `/user` to the person themselves. GitHub shows the address only when it is public; so do we. */
export function privateUser(
  account: Account,
  urls: Urls,
  repositories: number,
): components["schemas"]["private-user"] {
  return {
    ...publicUser(account, urls, repositories),
    private_gists: 0,
    total_private_repos: repositories,
    owned_private_repos: repositories,
    disk_usage: 0,
    collaborators: 0,
    two_factor_authentication: false,
  };
}

type WebhookOrganisation = {
  login: string;
  id: number;
  node_id: string;
  url: string;
  repos_url: string;
  events_url: string;
  hooks_url: string;
  issues_url: string;
  members_url: string;
  public_members_url: string;
  avatar_url: string;
  description: string | null;
};

/** The organisation as webhook payloads carry it. */
export function webhookOrganisation(account: Account, urls: Urls): WebhookOrganisation {
  const url = `${urls.api}/orgs/${account.login}`;
  return {
    login: account.login,
    id: account.id,
    node_id: nodeId("Organization", account.id),
    url,
    repos_url: `${url}/repos`,
    events_url: `${url}/events`,
    hooks_url: `${url}/hooks`,
    issues_url: `${url}/issues`,
    members_url: `${url}/members{/member}`,
    public_members_url: `${url}/public_members{/member}`,
    avatar_url: `${urls.web}/avatars/${account.id}`,
    description: null,
  };
}
