import type { components } from "@octokit/openapi-types";
import { type Permission, permissionFlags } from "../access/permission.ts";
import type { Account } from "../store/accounts.ts";
import type { Repository } from "../store/repositories.ts";
import { repositoryLinks } from "./repository-links.ts";
import { isoTime, nodeId, type Urls } from "./urls.ts";
import { simpleUser } from "./user.ts";

/** A repository with the account that owns it: together they have a name. */
export interface OwnedRepository {
  repository: Repository;
  owner: Account;
}

export function fullName({ repository, owner }: OwnedRepository): string {
  return `${owner.login}/${repository.name}`;
}

/** What REST answers and webhook payloads have in common. Features that this server does not have are said to be off. */
export function repositoryCore(owned: OwnedRepository, urls: Urls) {
  const { repository, owner } = owned;
  return {
    id: repository.id,
    node_id: nodeId("Repository", repository.id),
    name: repository.name,
    full_name: fullName(owned),
    private: repository.private,
    owner: simpleUser(owner, urls),
    description: repository.description,
    fork: false,
    ...repositoryLinks(fullName(owned), urls),
    homepage: null,
    size: repository.size_kb,
    stargazers_count: 0,
    watchers_count: 0,
    language: null,
    has_issues: false,
    has_projects: false,
    has_downloads: false,
    has_wiki: false,
    has_pages: false,
    has_discussions: false,
    forks_count: 0,
    mirror_url: null,
    archived: false,
    disabled: false,
    open_issues_count: 0,
    license: null,
    allow_forking: false,
    is_template: repository.is_template,
    web_commit_signoff_required: false,
    topics: [] as string[],
    visibility: repository.private ? "private" : "public",
    forks: 0,
    open_issues: 0,
    watchers: 0,
    default_branch: repository.default_branch,
  } as const;
}

function times(repository: Repository) {
  return {
    created_at: isoTime(repository.created_at),
    updated_at: isoTime(repository.updated_at),
    // A repository that nobody has pushed to says when it was made, as on GitHub.
    pushed_at: isoTime(repository.pushed_at ?? repository.created_at),
  };
}

/** The answer of list endpoints. */
export function minimalRepository(
  owned: OwnedRepository,
  urls: Urls,
  role: Permission | null,
): components["schemas"]["minimal-repository"] {
  const core = repositoryCore(owned, urls);
  return {
    ...core,
    topics: [...core.topics],
    license: null,
    ...times(owned.repository),
    permissions: permissionFlags(role),
  };
}

/** The `repository` schema: installation lists and token answers. */
export function repositoryShape(
  owned: OwnedRepository,
  urls: Urls,
  role: Permission | null,
): components["schemas"]["repository"] {
  const core = repositoryCore(owned, urls);
  return {
    ...core,
    topics: [...core.topics],
    ...times(owned.repository),
    permissions: permissionFlags(role),
  };
}

/** The answer of `GET /repos/{owner}/{repo}` and of everything that creates or changes one. */
export function fullRepository(
  owned: OwnedRepository,
  urls: Urls,
  role: Permission | null,
  template: OwnedRepository | null,
): components["schemas"]["full-repository"] {
  const core = repositoryCore(owned, urls);
  return {
    ...core,
    topics: [...core.topics],
    ...times(owned.repository),
    permissions: permissionFlags(role),
    temp_clone_token: "",
    allow_squash_merge: true,
    allow_merge_commit: true,
    allow_rebase_merge: true,
    allow_auto_merge: false,
    delete_branch_on_merge: false,
    organization: owned.owner.type === "Organization" ? simpleUser(owned.owner, urls) : null,
    template_repository: template ? repositoryShape(template, urls, null) : null,
    subscribers_count: 0,
    network_count: 0,
  };
}
