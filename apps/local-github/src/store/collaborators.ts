import type { Permission } from "../access/permission.ts";
import type { Database } from "./database.ts";

export interface Collaborator {
  repository_id: number;
  user_id: number;
  permission: Permission;
}

export interface Invitation {
  id: number;
  repository_id: number;
  invitee_id: number;
  inviter_id: number;
  permission: Permission;
  created_at: number;
}

const INVITATION_DAYS = 7;

/** GitHub's invitations stop working after seven days and then have to be sent again. */
export function isExpired(invitation: Invitation, now: number): boolean {
  return now - invitation.created_at > INVITATION_DAYS * 24 * 3600 * 1000;
}

export type CollaboratorStore = ReturnType<typeof createCollaboratorStore>;

/** Who was given access to a repository, and who has been invited but has not accepted. */
export function createCollaboratorStore(db: Database) {
  const invitation = "id, repository_id, invitee_id, inviter_id, permission, created_at";
  const permission = db.query<{ permission: Permission }>(
    "SELECT permission FROM collaborators WHERE repository_id = ? AND user_id = ?",
  );
  const ofRepository = db.query<Collaborator>(
    "SELECT repository_id, user_id, permission FROM collaborators WHERE repository_id = ? ORDER BY user_id",
  );
  const ofUser = db.query<Collaborator>(
    "SELECT repository_id, user_id, permission FROM collaborators WHERE user_id = ? ORDER BY repository_id",
  );
  const grant = db.query(
    "INSERT OR REPLACE INTO collaborators (repository_id, user_id, permission) VALUES (?, ?, ?)",
  );
  const revoke = db.query("DELETE FROM collaborators WHERE repository_id = ? AND user_id = ?");
  const invite = db.query<Invitation>(
    `INSERT INTO invitations (repository_id, invitee_id, inviter_id, permission, created_at)
     VALUES (?, ?, ?, ?, ?) RETURNING ${invitation}`,
  );
  const change = db.query<Invitation>(
    `UPDATE invitations SET permission = ? WHERE id = ? RETURNING ${invitation}`,
  );
  const byId = db.query<Invitation>(`SELECT ${invitation} FROM invitations WHERE id = ?`);
  const pending = db.query<Invitation>(
    `SELECT ${invitation} FROM invitations WHERE repository_id = ? AND invitee_id = ?`,
  );
  const invitationsTo = db.query<Invitation>(
    `SELECT ${invitation} FROM invitations WHERE repository_id = ? ORDER BY id`,
  );
  const invitationsOf = db.query<Invitation>(
    `SELECT ${invitation} FROM invitations WHERE invitee_id = ? ORDER BY id`,
  );
  const age = db.query("UPDATE invitations SET created_at = created_at - ?");
  const removeInvitation = db.query("DELETE FROM invitations WHERE id = ?");
  return {
    permission: (repositoryId: number, userId: number) =>
      permission.get(repositoryId, userId)?.permission,
    ofRepository: (repositoryId: number) => ofRepository.all(repositoryId),
    ofUser: (userId: number) => ofUser.all(userId),
    grant: (repositoryId: number, userId: number, level: Permission) =>
      grant.run(repositoryId, userId, level),
    /** Takes access away; false when there was none. */
    revoke: (repositoryId: number, userId: number) => revoke.run(repositoryId, userId) > 0,
    invite(
      repositoryId: number,
      inviteeId: number,
      inviterId: number,
      level: Permission,
      now: number,
    ): Invitation {
      const row = invite.get(repositoryId, inviteeId, inviterId, level, now);
      if (!row) throw new Error("the invitation was not inserted");
      return row;
    },
    changeInvitation: (id: number, level: Permission) => change.get(level, id),
    invitation: (id: number) => byId.get(id),
    pendingInvitation: (repositoryId: number, userId: number) => pending.get(repositoryId, userId),
    invitationsTo: (repositoryId: number) => invitationsTo.all(repositoryId),
    invitationsOf: (userId: number) => invitationsOf.all(userId),
    /** Makes all open invitations older, for tests of what expires. */
    ageInvitations: (ms: number) => age.run(ms),
    removeInvitation: (id: number) => removeInvitation.run(id) > 0,
  };
}
