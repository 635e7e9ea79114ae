import type { LocalGithub } from "../local-github.ts";
import type { Account } from "../store/accounts.ts";
import type { Repository } from "../store/repositories.ts";
import type { Permission } from "./permission.ts";

/** The role that a person has been given in a repository: as its owner, in its organisation or by invitation. */
export function givenRole(
  github: LocalGithub,
  repository: Repository,
  user: Account,
): Permission | null {
  if (repository.owner_id === user.id) return "admin";
  const member = github.store.accounts.memberRole(repository.owner_id, user.id);
  if (member === "admin") return "admin";
  // An organisation's base permission: its members read everything.
  return github.store.collaborators.permission(repository.id, user.id) ?? (member ? "read" : null);
}

/** The role that a person has in effect: a public repository is read by everybody. */
export function roleOf(
  github: LocalGithub,
  repository: Repository,
  user: Account,
): Permission | null {
  return givenRole(github, repository, user) ?? (repository.private ? null : "read");
}
