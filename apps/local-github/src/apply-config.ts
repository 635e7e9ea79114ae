import { statSync } from "node:fs";
import { botAccount, botLogin } from "./access/identify-caller.ts";
import type { LocalGithubConfig } from "./config.ts";
import type { LocalGithub } from "./local-github.ts";
import { createRepository } from "./repositories/create-repository.ts";
import type { Account } from "./store/accounts.ts";
import { applyHookConfig } from "./webhooks/hook-config.ts";

/** Ids of the App's bot and installation follow from the App's: they must be the same in every data directory. */
const BOT_BASE = 150_000_000;
const INSTALLATION_BASE = 60_000_000;

/**
 * Makes the configured organisation, people, App, installation and templates exist. Runs at every
 * start; what is there already is brought up to date, and nothing is taken away.
 */
export function applyConfig(github: LocalGithub): void {
  const { config, store } = github;
  store.transaction(() => {
    const organisation = saveAccount(github, {
      id: config.organisation.id,
      login: config.organisation.login,
      type: "Organization",
      name: config.organisation.name ?? config.organisation.login,
      email: null,
    });
    saveAccount(github, {
      id: BOT_BASE + config.app.id,
      login: botLogin(github),
      type: "Bot",
      name: null,
      email: null,
    });
    for (const user of config.users) savePerson(github, organisation, user);
    saveInstallation(github, organisation);
    applyHookConfig(github);
  });
  importTemplates(github);
}

function saveAccount(github: LocalGithub, account: Omit<Account, "created_at">): Account {
  const { accounts } = github.store;
  const known = accounts.byId(account.id);
  if (known && known.type !== account.type) {
    throw new Error(`the id ${account.id} of ${account.login} belongs to ${known.login} already`);
  }
  const saved = { ...account, created_at: known?.created_at ?? Date.now() };
  accounts.save(saved);
  return saved;
}

function savePerson(
  github: LocalGithub,
  organisation: Account,
  user: LocalGithubConfig["users"][number],
): void {
  const { accounts, tokens } = github.store;
  const { id, login, name, email } = user;
  saveAccount(github, { id, login, type: "User", name, email });
  const role = user.organisationOwner ? "admin" : user.organisationMember ? "member" : null;
  accounts.setMember(organisation.id, id, role);
  if (user.token === undefined) return;
  tokens.dropConfiguredExcept(id, user.token);
  tokens.add(user.token, {
    kind: "personal",
    account_id: id,
    name: "From the configuration",
    configured: true,
    created_at: Date.now(),
  });
}

function saveInstallation(github: LocalGithub, organisation: Account): void {
  const { installations } = github.store;
  const { app } = github.config;
  const id = INSTALLATION_BASE + app.id;
  const known = installations.ofAccount(organisation.id) ?? installations.byId(id);
  // Uninstalled and suspended stay so over a restart: the file says who the App is, not what people did with it.
  if (known) {
    installations.save({ ...known, permissions: app.permissions, events: app.events });
    return;
  }
  const now = Date.now();
  installations.save({
    id,
    account_id: organisation.id,
    permissions: app.permissions,
    events: app.events,
    repository_selection: app.repositorySelection,
    created_at: now,
    updated_at: now,
    suspended_at: null,
    suspended_by: null,
    deleted_at: null,
  });
}

function importTemplates(github: LocalGithub): void {
  const { config, store } = github;
  const owner = store.accounts.byLogin(config.organisation.login);
  if (!owner) return;
  const [author = botAccount(github)] = store.accounts.ownersOf(owner.id);
  for (const template of config.templates) {
    if (store.repositories.byName(owner.id, template.name)) continue;
    if (!statSync(template.from, { throwIfNoEntry: false })?.isDirectory()) {
      throw new Error(`the template folder of ${template.name} is not there`);
    }
    createRepository(github, {
      owner,
      name: template.name,
      description: template.description ?? null,
      private: true,
      isTemplate: true,
      content: { folder: template.from },
      actor: author,
      announced: false,
    });
  }
}
