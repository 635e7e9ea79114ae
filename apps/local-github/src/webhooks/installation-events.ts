import type { components } from "@octokit/openapi-webhooks-types";
import { botAccount } from "../access/identify-caller.ts";
import type { LocalGithub } from "../local-github.ts";
import { installationShape } from "../shapes/installation.ts";
import { fullName } from "../shapes/repository.ts";
import { nodeId } from "../shapes/urls.ts";
import { simpleUser, webhookOrganisation } from "../shapes/user.ts";
import type { Account } from "../store/accounts.ts";
import type { Installation } from "../store/installations.ts";
import type { Repository } from "../store/repositories.ts";
import { queueDelivery } from "./publish.ts";

type Schemas = components["schemas"];
type InstallationEvent =
  | Schemas["webhook-installation-created"]
  | Schemas["webhook-installation-suspend"]
  | Schemas["webhook-installation-unsuspend"]
  | Schemas["webhook-installation-deleted"];
type RepositoriesEvent =
  | Schemas["webhook-installation-repositories-added"]
  | Schemas["webhook-installation-repositories-removed"];

/** Suspends the App's installation, or lets it work again, with the event that tells of it. */
export function suspendInstallation(
  github: LocalGithub,
  installation: Installation,
  suspended: boolean,
): void {
  if ((installation.suspended_at !== null) === suspended) return;
  const now = Date.now();
  const changed = {
    ...installation,
    suspended_at: suspended ? now : null,
    suspended_by: suspended ? botAccount(github).id : null,
    updated_at: now,
  };
  github.store.transaction(() => {
    github.store.installations.save(changed);
    queueInstallationEvent(github, changed, suspended ? "suspend" : "unsuspend");
  });
  github.webhooks.wake();
}

/** Uninstalls the App: its tokens are worthless from now on. */
export function deleteInstallation(github: LocalGithub, installation: Installation): void {
  github.store.transaction(() => {
    queueInstallationEvent(github, installation, "deleted");
    github.store.tokens.revokeInstallation(installation.id);
    github.store.installations.save({ ...installation, deleted_at: Date.now() });
  });
  github.webhooks.wake();
}

/** A repository that the App made itself belongs to its installation, also when that reaches selected ones only. */
export function adoptOwnRepository(
  github: LocalGithub,
  repository: Repository,
  actor: Account,
): void {
  const installation = github.store.installations.ofAccount(repository.owner_id);
  if (actor.type !== "Bot" || installation?.repository_selection !== "selected") return;
  selectRepository(github, installation, repository, true, actor);
}

/** Adds a repository to an installation that reaches selected ones only, or takes it out. */
export function selectRepository(
  github: LocalGithub,
  installation: Installation,
  repository: Repository,
  added: boolean,
  actor: Account,
): void {
  const { installations } = github.store;
  github.store.transaction(() => {
    const changed = added
      ? installations.select(installation.id, repository.id)
      : installations.deselect(installation.id, repository.id);
    if (!changed) return;
    queueRepositoriesEvent(github, installation, [repository], added, actor);
  });
  github.webhooks.wake();
}

/** Queues an `installation_repositories` event: what the installation reaches from now on, or no longer. */
export function queueRepositoriesEvent(
  github: LocalGithub,
  installation: Installation,
  repositories: Repository[],
  added: boolean,
  actor: Account,
): void {
  const account = requireAccount(github, installation);
  const entries = repositories.map((repository) => entryOf(repository, account));
  const common = {
    installation: shape(github, installation, account),
    repository_selection: installation.repository_selection,
    requester: null,
    sender: simpleUser(actor, github.urls),
  };
  const payload: RepositoriesEvent = added
    ? { action: "added", ...common, repositories_added: entries, repositories_removed: [] }
    : { action: "removed", ...common, repositories_added: [], repositories_removed: entries };
  const outgoing = {
    event: "installation_repositories",
    action: payload.action,
    repositoryId: null,
    payload,
  };
  queueDelivery(github, outgoing, installation.id);
}

function entryOf(repository: Repository, owner: Account) {
  return {
    id: repository.id,
    node_id: nodeId("Repository", repository.id),
    name: repository.name,
    full_name: fullName({ repository, owner }),
    private: repository.private,
  };
}

/** Queues an `installation` event; a new one lists what it reaches. */
export function queueInstallationEvent(
  github: LocalGithub,
  installation: Installation,
  action: InstallationEvent["action"],
): void {
  const account = requireAccount(github, installation);
  const reached = github.store.repositories
    .ofOwner(account.id)
    .filter((repository) => github.store.installations.reaches(installation, repository.id));
  const payload = {
    action,
    ...(action === "created"
      ? { repositories: reached.map((repository) => entryOf(repository, account)) }
      : {}),
    installation: shape(github, installation, account),
    ...(account.type === "Organization"
      ? { organization: webhookOrganisation(account, github.urls) }
      : {}),
    sender: simpleUser(botAccount(github), github.urls),
  };
  queueDelivery(
    github,
    { event: "installation", action, repositoryId: null, payload },
    installation.id,
  );
}

function shape(github: LocalGithub, installation: Installation, account: Account) {
  const by =
    installation.suspended_by === null
      ? null
      : github.store.accounts.byId(installation.suspended_by);
  return installationShape(installation, account, by ?? null, github.config.app, github.urls);
}

function requireAccount(github: LocalGithub, installation: Installation): Account {
  const account = github.store.accounts.byId(installation.account_id);
  if (!account) throw new Error("an installation without its account");
  return account;
}
