import { invitationStep } from "../domain/invitation.ts";
import { type AccessStanding, ProviderError, type SessionDeps } from "../ports.ts";
import {
  type InvitedSession,
  markAccessAccepted,
  markInvitationRenewed,
} from "../store/access-store.ts";
import { settleCall, takeInvitation } from "../store/budget-store.ts";
import { appendEvent, type EventActor } from "../store/event-store.ts";
import { lockLabSession } from "../store/lab-session-store.ts";
import { inTransaction } from "../store/transaction.ts";
import { callAndSettle } from "./call-and-settle.ts";

/** Who asks: the sweeper, or the student with the token of their sign-in. */
export interface AccessInquiry {
  readonly by: EventActor;
  readonly userToken: string | null;
  readonly correlationId: string;
}

/**
 * Compares a claimed session's access with the provider: records an acceptance that no webhook told,
 * accepts on the student's behalf when their token is at hand, and renews an invitation that runs
 * out. Throws ProviderError.
 */
export async function checkAccess(
  deps: SessionDeps,
  session: InvitedSession,
  inquiry: AccessInquiry,
): Promise<void> {
  const { github, clock } = deps;
  const asked = inquiry.by.kind === "STUDENT";
  const { owner, name, login } = session;
  const standing = await github.findAccess(owner, name, login);
  const step = invitationStep(standing, session.invitationExpiresAt, clock.now(), asked);
  if (step === "accepted") return recordAccepted(deps, session, inquiry);
  const open = step === "renew" ? await renew(deps, session, standing, inquiry) : standing;
  if (open.state === "ACCEPTED") return recordAccepted(deps, session, inquiry);
  if (open.state === "INVITED" && (await acceptWithToken(deps, open.invitationId, inquiry))) {
    await recordAccepted(deps, session, inquiry);
  }
}

async function renew(
  deps: SessionDeps,
  session: InvitedSession,
  standing: AccessStanding,
  inquiry: AccessInquiry,
): Promise<AccessStanding> {
  const { github, database } = deps;
  const { owner, name, login, host } = session;
  const budget = { host, owner };
  const turn = await takeInvitation(database, budget, github.creationLimits);
  // No turn now: the next look comes within minutes, and the old invitation lives on until then.
  if (!turn.granted) return standing;
  if (standing.state === "INVITED") {
    await github.cancelInvitation(owner, name, standing.invitationId);
  }
  const renewed = await callAndSettle(github.inviteWriter(owner, name, login), () =>
    settleCall(database, budget, turn.spent),
  );
  if (renewed.state === "ACCEPTED") return renewed;
  await inTransaction(database, async (tx) => {
    await lockLabSession(tx, session.id);
    if (!(await markInvitationRenewed(tx, session.id, renewed.expiresAt))) return;
    await appendEvent(tx, {
      labSessionId: session.id,
      kind: "access-invited",
      by: inquiry.by,
      data: { renewed: true },
      correlationId: inquiry.correlationId,
      at: deps.clock.now(),
    });
  });
  deps.wake.touch();
  return renewed;
}

async function acceptWithToken(
  deps: SessionDeps,
  invitationId: bigint,
  { userToken }: AccessInquiry,
): Promise<boolean> {
  if (userToken === null) return false;
  try {
    await deps.github.acceptInvitation(userToken, invitationId);
    return true;
  } catch (error) {
    // The token may be too old or too narrow: the page leads to the provider's own page then.
    if (!(error instanceof ProviderError)) throw error;
    deps.log.warn({ err: error }, "invitation not accepted on the student's behalf");
    return false;
  }
}

async function recordAccepted(
  deps: SessionDeps,
  { id }: InvitedSession,
  inquiry: AccessInquiry,
): Promise<void> {
  await inTransaction(deps.database, async (tx) => {
    await lockLabSession(tx, id);
    if (!(await markAccessAccepted(tx, id))) return;
    await appendEvent(tx, {
      labSessionId: id,
      kind: "access-accepted",
      by: inquiry.by,
      correlationId: inquiry.correlationId,
      at: deps.clock.now(),
    });
  });
  deps.wake.touch();
}
