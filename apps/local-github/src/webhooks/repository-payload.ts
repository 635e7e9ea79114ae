import type { components } from "@octokit/openapi-webhooks-types";
import { type OwnedRepository, repositoryCore } from "../shapes/repository.ts";
import { isoTime, type Urls } from "../shapes/urls.ts";

type RepositoryWebhooks = components["schemas"]["repository-webhooks"];
type PushRepository = components["schemas"]["webhook-push"]["repository"];

/** A repository as all events but `push` carry it. */
export function webhookRepository(owned: OwnedRepository, urls: Urls): RepositoryWebhooks {
  const { repository } = owned;
  const core = repositoryCore(owned, urls);
  return {
    ...core,
    topics: [...core.topics],
    custom_properties: {},
    created_at: isoTime(repository.created_at),
    updated_at: isoTime(repository.updated_at),
    pushed_at: isoTime(repository.pushed_at ?? repository.created_at),
  };
}

/** A repository as `push` carries it: some times are seconds since 1970 there, and the owner has a name and an address. */
export function pushRepository(owned: OwnedRepository, urls: Urls): PushRepository {
  const { repository, owner } = owned;
  const core = repositoryCore(owned, urls);
  return {
    ...core,
    topics: [...core.topics],
    custom_properties: {},
    // Events lead to the web address here, everywhere else to the API.
    url: core.html_url,
    owner: {
      ...core.owner,
      name: owner.login,
      email: null,
      gravatar_id: "",
      type: owner.type,
    },
    created_at: Math.floor(repository.created_at / 1000),
    updated_at: isoTime(repository.updated_at),
    pushed_at: Math.floor((repository.pushed_at ?? repository.created_at) / 1000),
    stargazers: 0,
    master_branch: repository.default_branch,
    ...(owner.type === "Organization" ? { organization: owner.login } : {}),
  };
}
