import type { Database } from "@forgea/schema";
import type { MemberFacts } from "../domain/member-facts.ts";
import type { Tx } from "./transaction.ts";

/** The session bound to this repository whose student is this person and was invited; or null. */
export async function findInvitedSession(
  tx: Tx,
  host: string,
  { repoId, memberId }: MemberFacts,
): Promise<string | null> {
  const mapping = await tx.gitHubRepoMapping.findFirst({
    where: {
      host,
      providerRepoId: repoId,
      status: "ACTIVE",
      labSession: {
        accessState: "INVITED",
        user: { accounts: { some: { host, providerUserId: memberId } } },
      },
    },
    select: { labSessionId: true },
  });
  return mapping?.labSessionId ?? null;
}

/** INVITED → ACCEPTED; false when it was accepted before. Never changes the session's version. */
export async function markAccessAccepted(tx: Tx, labSessionId: string): Promise<boolean> {
  const { count } = await tx.labSession.updateMany({
    where: { id: labSessionId, accessState: "INVITED" },
    data: { accessState: "ACCEPTED", invitationExpiresAt: null },
  });
  return count === 1;
}

/** An invited student's repository, as far as the provider has to be asked about it. */
export interface InvitedSession {
  readonly id: string;
  readonly host: string;
  readonly owner: string;
  readonly name: string;
  readonly login: string;
  readonly invitationExpiresAt: Date | null;
}

/** Times of the database's clock, in seconds, between two looks at one invitation. */
export interface AccessPause {
  readonly seconds: number;
}

/**
 * Claims invited sessions that were not looked at for a while, at most `limit`: two workers never
 * look at one at the same time. The look is dated back by `press`, the pause between two presses of
 * the student: a worker cannot accept for them, so their press right after it has to pass.
 */
export async function claimInvited(
  database: Database,
  pause: AccessPause,
  press: AccessPause,
  limit: number,
): Promise<InvitedSession[]> {
  return readClaimed(
    database,
    `SELECT id FROM lab_sessions
     WHERE access_state = 'INVITED'
       AND (access_checked_at IS NULL OR access_checked_at < now() - make_interval(secs => $2))
     ORDER BY access_checked_at NULLS FIRST, id LIMIT $3 FOR NO KEY UPDATE SKIP LOCKED`,
    press,
    [pause.seconds, limit],
  );
}

/**
 * Claims the student's own invited session; null when it is not invited, or they pressed just now.
 * Waits for who holds the session, a push that is being recorded say: a press is not lost to it.
 */
export async function claimOwnInvited(
  database: Database,
  press: AccessPause,
  labSessionId: string,
  userId: string,
): Promise<InvitedSession | null> {
  const [own] = await readClaimed(
    database,
    `SELECT id FROM lab_sessions
     WHERE access_state = 'INVITED' AND id = $2::uuid AND user_id = $3::uuid
       AND (access_checked_at IS NULL
         OR access_checked_at <= clock_timestamp() - make_interval(secs => $4))
     FOR NO KEY UPDATE`,
    { seconds: 0 },
    [labSessionId, userId, press.seconds],
  );
  return own ?? null;
}

/** `$1` is how long ago the look is dated; the query for those that are due begins at `$2`. */
async function readClaimed(database: Database, due: string, dated: AccessPause, values: unknown[]) {
  const { rows } = await database.pool.query<InvitedSession>(
    `WITH due AS (${due}), claimed AS (
       UPDATE lab_sessions s SET access_checked_at = clock_timestamp() - make_interval(secs => $1)
       FROM due WHERE s.id = due.id
       RETURNING s.id, s.user_id, s.invitation_expires_at
     )
     SELECT c.id, m.host, m.owner, m.name, a.login, c.invitation_expires_at AS "invitationExpiresAt"
     FROM claimed c
     JOIN github_repo_mappings m ON m.lab_session_id = c.id AND m.status = 'ACTIVE'
     JOIN github_accounts a ON a.user_id = c.user_id AND a.host = m.host`,
    [dated.seconds, ...values],
  );
  return rows;
}

/** INVITED stays INVITED with a new end; false when it was accepted meanwhile. */
export async function markInvitationRenewed(
  tx: Tx,
  labSessionId: string,
  expiresAt: Date,
): Promise<boolean> {
  const { count } = await tx.labSession.updateMany({
    where: { id: labSessionId, accessState: "INVITED" },
    data: { invitationExpiresAt: expiresAt },
  });
  return count === 1;
}

/** How the access to the student's own session stands, or null when there is none of this id. */
export async function findOwnAccess(database: Database, labSessionId: string, userId: string) {
  return database.prisma.labSession.findFirst({
    where: { id: labSessionId, userId },
    select: { accessState: true, invitationExpiresAt: true },
  });
}

/** The actor's sessions whose invitation waits for them, the newest first. */
export async function listOpenInvitations(database: Database, userId: string) {
  return database.prisma.labSession.findMany({
    where: { userId, accessState: "INVITED", status: { not: "ARCHIVED" } },
    orderBy: { createdAt: "desc" },
    take: 20,
    select: { id: true, lab: { select: { title: true } } },
  });
}
