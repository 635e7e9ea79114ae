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
