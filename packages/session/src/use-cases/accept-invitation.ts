import type { Actor } from "@forgea/trpc/actor";
import { CodedError } from "@forgea/trpc/coded-error";
import type { AcceptInvitationOutput } from "../contracts/account.ts";
import { pressPause } from "../domain/invitation.ts";
import { ProviderError, type SessionDeps } from "../ports.ts";
import { claimOwnInvited, findOwnAccess } from "../store/access-store.ts";
import { checkAccess } from "./check-access.ts";

/**
 * The student wants to get into the own repository: compares with the provider, accepts for them
 * when their sign-in allows it, sends a declined invitation again. Throws NOT_FOUND for a session
 * that is not theirs, PROVIDER_UNAVAILABLE.
 */
export async function acceptOwnInvitation(
  deps: SessionDeps,
  actor: Actor,
  labSessionId: string,
  correlationId: string,
): Promise<AcceptInvitationOutput> {
  const { database } = deps;
  const session = await claimOwnInvited(database, pressPause, labSessionId, actor.id);
  if (session !== null) {
    try {
      await checkAccess(deps, session, {
        by: { kind: "STUDENT", id: actor.id },
        userToken: actor.providerToken,
        correlationId,
      });
    } catch (error) {
      if (error instanceof ProviderError) throw new CodedError("PROVIDER_UNAVAILABLE");
      throw error;
    }
  }
  const access = await findOwnAccess(database, labSessionId, actor.id);
  if (access === null) throw new CodedError("NOT_FOUND");
  return { state: access.accessState };
}
