import { ApiError, notForIntegrations, notFound } from "../api/api-error.ts";
import type { LocalGithub } from "../local-github.ts";
import type { OwnedRepository } from "../shapes/repository.ts";
import type { AppPermissions } from "../store/installations.ts";
import type { Caller, InstallationCaller } from "./identify-caller.ts";
import { covers, type Permission } from "./permission.ts";
import { roleOf } from "./repository-role.ts";

export interface Need {
  /** The App permission that the endpoint asks for, and how much of it. */
  permission: string;
  level: "read" | "write";
  /** The role that a person needs. */
  role: Permission;
}

export interface Access extends OwnedRepository {
  /** The role that answers show; an installation's is told by its permissions. */
  role: Permission | null;
}

export const readMetadata: Need = { permission: "metadata", level: "read", role: "read" };
export const readContents: Need = { permission: "contents", level: "read", role: "read" };
export const writeContents: Need = { permission: "contents", level: "write", role: "write" };
export const readAdministration: Need = {
  permission: "administration",
  level: "read",
  role: "write",
};
export const administer: Need = { permission: "administration", level: "write", role: "admin" };

/** Whether an App's permissions contain the one that is needed. Everybody may read metadata. */
export function appMay(
  permissions: AppPermissions,
  need: Pick<Need, "permission" | "level">,
): boolean {
  const has = permissions[need.permission];
  if (need.permission === "metadata" && need.level === "read") return true;
  return has === "write" || has === need.level;
}

/** Whether an installation token reaches a repository at all. */
export function tokenReaches(
  github: LocalGithub,
  caller: InstallationCaller,
  owned: OwnedRepository,
): boolean {
  return (
    caller.installation.account_id === owned.owner.id &&
    github.store.installations.reaches(caller.installation, owned.repository.id) &&
    (caller.repositoryIds === null || caller.repositoryIds.includes(owned.repository.id))
  );
}

/**
 * Lets a caller through to a repository or throws: 404 when it must not even know that it is there,
 * 403 when it may see it but not do this. Never 401: Octokit retries those for seconds.
 */
export function requireAccess(
  github: LocalGithub,
  caller: Caller,
  owned: OwnedRepository,
  need: Need,
): Access {
  const { repository } = owned;
  switch (caller.kind) {
    case "installation": {
      if (caller.installation.suspended_at !== null)
        throw new ApiError(403, "This installation has been suspended");
      if (!tokenReaches(github, caller, owned)) {
        if (repository.private || need.level === "write") throw notFound();
        return { ...owned, role: "read" };
      }
      if (!appMay(caller.permissions, need)) throw notForIntegrations();
      return { ...owned, role: installationRole(caller.permissions) };
    }
    case "user": {
      const role = roleOf(github, repository, caller.account);
      if (role === null) throw notFound();
      if (caller.throughApp) requireThroughApp(github, owned, need);
      if (!covers(role, need.role)) {
        const right = need.role === "admin" ? "admin" : "push";
        throw new ApiError(403, `Must have ${right} rights to Repository.`);
      }
      return { ...owned, role };
    }
    case "anonymous":
    case "app":
      if (repository.private || need.role !== "read") throw notFound();
      return { ...owned, role: "read" };
  }
}

function requireThroughApp(github: LocalGithub, owned: OwnedRepository, need: Need): void {
  const installation = github.store.installations.ofAccount(owned.owner.id);
  const reached =
    installation && github.store.installations.reaches(installation, owned.repository.id);
  if (!reached) {
    if (owned.repository.private) throw notFound();
    if (need.level === "write") throw notForIntegrations();
    return;
  }
  if (installation.suspended_at !== null || !appMay(installation.permissions, need))
    throw notForIntegrations();
}

function installationRole(permissions: AppPermissions): Permission {
  if (permissions["administration"] === "write") return "admin";
  return permissions["contents"] === "write" ? "write" : "read";
}
