import { CodedError } from "@forgea/trpc/coded-error";
import { type AccessGrant, ProviderError } from "../ports.ts";
import { noteInvitationsNeeded, settleCall, takeInvitation } from "../store/budget-store.ts";
import { appendEvent } from "../store/event-store.ts";
import { renewLease, writeIntent } from "../store/intent-store.ts";
import { inTransaction } from "../store/transaction.ts";
import { callAndSettle } from "./call-and-settle.ts";
import { leaseSeconds, type ProvisionStep } from "./provision-step.ts";

/**
 * Gives the student write access within the provider's budget (else answers when to come back), and accepts the provider's invitation on their behalf when the
 * sign-in allows it. The kept token is deleted either way. Never changes the session's version.
 */
export async function giveAccess({
  deps,
  intent,
  correlationId,
}: ProvisionStep): Promise<Date | null> {
  if (intent.studentLogin === null) throw new CodedError("ACCOUNT_NOT_LINKED");
  const budget = { host: intent.host, owner: intent.owner };
  const turn = await takeInvitation(deps.database, budget, deps.github.creationLimits);
  if (!turn.granted) return turn.at;
  await renewLease(deps.database, intent, leaseSeconds);
  const granted = await callAndSettle(
    deps.github.inviteWriter(intent.owner, intent.name, intent.studentLogin),
    () => settleCall(deps.database, budget, turn.spent),
  );
  await deps.failpoint?.("invited-not-recorded", intent.labSessionId);
  await noteInvitationsNeeded(deps.database, budget, granted.state === "INVITED");
  const access = await acceptOnBehalf(granted, intent.acceptToken, deps);
  await inTransaction(deps.database, async (tx) => {
    await tx.labSession.update({
      where: { id: intent.labSessionId },
      data: {
        accessState: access.state,
        invitationExpiresAt: access.state === "INVITED" ? access.expiresAt : null,
      },
    });
    await appendEvent(tx, {
      labSessionId: intent.labSessionId,
      kind: access.state === "INVITED" ? "access-invited" : "access-accepted",
      by: { kind: "SYSTEM", id: null },
      correlationId,
      at: deps.clock.now(),
    });
    await writeIntent(tx, intent, { step: "DONE", acceptToken: null });
  });
  deps.wake.touch();
  return null;
}

async function acceptOnBehalf(
  granted: AccessGrant,
  sealedToken: Uint8Array | null,
  deps: ProvisionStep["deps"],
): Promise<AccessGrant> {
  if (granted.state === "ACCEPTED" || sealedToken === null) return granted;
  try {
    await deps.github.acceptInvitation(deps.vault.open(sealedToken), granted.invitationId);
    return { state: "ACCEPTED" };
  } catch (error) {
    // The token may be too old or too narrow: the page then asks the student to accept.
    if (!(error instanceof ProviderError)) throw error;
    deps.log.warn({ err: error }, "invitation not accepted on the student's behalf");
    return granted;
  }
}
