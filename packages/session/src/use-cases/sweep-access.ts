import { pressPause } from "../domain/invitation.ts";
import { ProviderError, type SessionDeps } from "../ports.ts";
import { claimInvited } from "../store/access-store.ts";
import { findLostAccess } from "../store/installation-store.ts";
import { checkAccess } from "./check-access.ts";
import { installationOf } from "./check-installation.ts";

/** One invitation is looked at every five minutes, ten of them in a round. */
const pause = { seconds: 300 };
const perRound = 10;

/**
 * Looks after open invitations: acceptances that no webhook told, and renewal before they run out.
 * Run every few seconds by every worker; claims make that safe.
 */
export async function sweepAccess(deps: SessionDeps, correlationId: string): Promise<void> {
  if ((await findLostAccess(deps.database.prisma, installationOf(deps))) !== null) return;
  for (const session of await claimInvited(deps.database, pause, pressPause, perRound)) {
    try {
      await checkAccess(deps, session, {
        by: { kind: "SYSTEM", id: null },
        userToken: null,
        correlationId,
      });
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      deps.log.warn({ err: error, labSessionId: session.id }, "access not compared; later again");
    }
  }
}
