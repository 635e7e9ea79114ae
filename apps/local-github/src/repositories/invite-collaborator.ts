import { isAdmitted } from "../access/is-admitted.ts";
import type { Permission } from "../access/permission.ts";
import { givenRole } from "../access/repository-role.ts";
import type { LocalGithub } from "../local-github.ts";
import type { OwnedRepository } from "../shapes/repository.ts";
import type { Account } from "../store/accounts.ts";
import { type Invitation, isExpired } from "../store/collaborators.ts";
import { queueMemberEvent } from "../webhooks/repository-events.ts";

/**
 * Gives somebody access: members of the organisation and people who have access already at once
 * (null), anybody else by an invitation, which they have to accept. Asking again while one is open
 * returns that one; an expired one is replaced.
 */
export function inviteCollaborator(
  github: LocalGithub,
  owned: OwnedRepository,
  person: Account,
  permission: Permission,
  actor: Account,
): Invitation | null {
  const { store } = github;
  const { repository, owner } = owned;
  return store.transaction(() => {
    const has = store.collaborators.permission(repository.id, person.id);
    const role = givenRole(github, repository, person);
    if (role === "admin" && has === undefined) return null;
    if (has !== undefined || isAdmitted(github, owner.id, person.id)) {
      if (has === permission) return null;
      store.collaborators.grant(repository.id, person.id, permission);
      queueMemberEvent(github, owned, actor, person, {
        action: has === undefined ? "added" : "edited",
        permission,
      });
      return null;
    }
    const now = Date.now();
    const open = store.collaborators.pendingInvitation(repository.id, person.id);
    if (open && !isExpired(open, now)) {
      return open.permission === permission
        ? open
        : (store.collaborators.changeInvitation(open.id, permission) ?? open);
    }
    if (open) store.collaborators.removeInvitation(open.id);
    return store.collaborators.invite(repository.id, person.id, actor.id, permission, now);
  });
}

/** The invited person accepts; false when the invitation has expired. */
export function acceptInvitation(
  github: LocalGithub,
  owned: OwnedRepository,
  invitation: Invitation,
  person: Account,
): boolean {
  if (isExpired(invitation, Date.now())) return false;
  const { collaborators } = github.store;
  github.store.transaction(() => {
    collaborators.grant(owned.repository.id, person.id, invitation.permission);
    collaborators.removeInvitation(invitation.id);
    queueMemberEvent(github, owned, person, person, {
      action: "added",
      permission: invitation.permission,
    });
  });
  github.webhooks.wake();
  return true;
}

/** Takes somebody's access and open invitation away. */
export function removeCollaborator(
  github: LocalGithub,
  owned: OwnedRepository,
  person: Account,
  actor: Account,
): void {
  const { collaborators } = github.store;
  github.store.transaction(() => {
    const open = collaborators.pendingInvitation(owned.repository.id, person.id);
    if (open) collaborators.removeInvitation(open.id);
    if (collaborators.revoke(owned.repository.id, person.id)) {
      queueMemberEvent(github, owned, actor, person, { action: "removed" });
    }
  });
  github.webhooks.wake();
}
