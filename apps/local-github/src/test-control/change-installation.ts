import { botAccount } from "../access/identify-caller.ts";
import type { LocalGithub } from "../local-github.ts";
import type { Account } from "../store/accounts.ts";
import type { Installation } from "../store/installations.ts";
import type { Repository } from "../store/repositories.ts";
import {
  deleteInstallation,
  queueInstallationEvent,
  queueRepositoriesEvent,
  suspendInstallation,
} from "../webhooks/installation-events.ts";
import type { InstallationAction } from "./settings.ts";
import { UnknownNames } from "./unknown-names.ts";

/** What an owner of the organisation does to the App's installation on its settings page; answers with its state afterwards. Doing it twice does nothing. */
export function changeInstallation(
  github: LocalGithub,
  { action, repositories = [] }: InstallationAction,
) {
  const organisation = github.store.accounts.byLogin(github.config.organisation.login);
  if (!organisation) throw new Error("the organisation is missing");
  const current = github.store.installations.ofAccount(organisation.id);
  if (action === "install") {
    if (!current) install(github, organisation);
  } else if (!current) {
    if (action !== "uninstall") throw new UnknownNames("action", ["an installation of the App"]);
  } else if (action === "uninstall") {
    deleteInstallation(github, current);
  } else if (action === "suspend" || action === "unsuspend") {
    suspendInstallation(github, current, action === "suspend");
  } else {
    const chosen =
      action === "select-all" ? "all" : namedRepositories(github, organisation, repositories);
    selectRepositories(github, current, organisation, chosen);
  }
  const after = github.store.installations.ofAccount(organisation.id);
  return {
    installation: after
      ? {
          id: after.id,
          suspended: after.suspended_at !== null,
          repositorySelection: after.repository_selection,
        }
      : null,
  };
}

/** Installed, not suspended, and reaching everything unless the configuration says otherwise. */
export function restoreInstallation(github: LocalGithub): void {
  changeInstallation(github, { action: "install" });
  changeInstallation(github, { action: "unsuspend" });
  if (github.config.app.repositorySelection === "all")
    changeInstallation(github, { action: "select-all" });
}

/** Installs the App anew: under an id that was never used before, as on GitHub. */
function install(github: LocalGithub, organisation: Account): void {
  const { installations } = github.store;
  const { app } = github.config;
  const now = Date.now();
  github.store.transaction(() => {
    const installation: Installation = {
      id: installations.unusedId(),
      account_id: organisation.id,
      permissions: app.permissions,
      events: app.events,
      repository_selection: "all",
      created_at: now,
      updated_at: now,
      suspended_at: null,
      suspended_by: null,
      deleted_at: null,
    };
    installations.save(installation);
    queueInstallationEvent(github, installation, "created");
  });
  github.webhooks.wake();
}

/** Changes what the installation reaches, with events for what it gained and what it lost. */
function selectRepositories(
  github: LocalGithub,
  installation: Installation,
  organisation: Account,
  chosen: Repository[] | "all",
): void {
  const { installations, repositories } = github.store;
  const actor = github.store.accounts.ownersOf(organisation.id)[0] ?? botAccount(github);
  github.store.transaction(() => {
    const all = repositories.ofOwner(organisation.id);
    const before = new Set(
      all.filter((one) => installations.reaches(installation, one.id)).map((one) => one.id),
    );
    const after = new Set((chosen === "all" ? all : chosen).map((one) => one.id));
    const changed: Installation = {
      ...installation,
      repository_selection: chosen === "all" ? "all" : "selected",
      updated_at: Date.now(),
    };
    installations.save(changed);
    installations.deselectAll(changed.id);
    if (chosen !== "all") for (const one of chosen) installations.select(changed.id, one.id);
    const gained = all.filter((one) => after.has(one.id) && !before.has(one.id));
    const lost = all.filter((one) => before.has(one.id) && !after.has(one.id));
    if (gained.length > 0) queueRepositoriesEvent(github, changed, gained, true, actor);
    if (lost.length > 0) queueRepositoriesEvent(github, changed, lost, false, actor);
  });
  github.webhooks.wake();
}

/** Repositories of the organisation by `name` or `owner/name`; throws UnknownNames. */
function namedRepositories(
  github: LocalGithub,
  organisation: Account,
  names: string[],
): Repository[] {
  const prefix = `${organisation.login}/`;
  const found = names.map((name) =>
    github.store.repositories.byName(
      organisation.id,
      name.startsWith(prefix) ? name.slice(prefix.length) : name,
    ),
  );
  const unknown = names.filter((_, index) => !found[index]);
  if (unknown.length > 0) throw new UnknownNames("repositories", unknown);
  return found.flatMap((repository) => repository ?? []);
}
