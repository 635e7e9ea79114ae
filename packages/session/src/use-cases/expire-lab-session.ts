import { CodedError } from "@forgea/trpc/coded-error";
import type { SessionDeps } from "../ports.ts";
import { applyTransition } from "../store/apply-transition.ts";
import { findLostAccess } from "../store/installation-store.ts";
import { lockLabSession } from "../store/lab-session-store.ts";
import { inTransaction } from "../store/transaction.ts";
import { installationOf } from "./check-installation.ts";

/**
 * Ends a session whose time is up. Does nothing when it is not in progress, on hold, or its end was
 * moved; answers the end that is still to come, so that the caller can plan for it. While access to the
 * repositories is lost nothing expires: the end stays what it is, and is acted on when access is back.
 */
export async function expireLabSession(
  deps: SessionDeps,
  labSessionId: string,
  correlationId: string,
): Promise<{ endsLater: Date | null }> {
  const at = deps.clock.now();
  const endsLater = await inTransaction(deps.database, async (tx) => {
    const session = await lockLabSession(tx, labSessionId);
    if (session === null) throw new CodedError("NOT_FOUND");
    const waiting = session.status !== "IN_PROGRESS" || session.heldAt !== null;
    if (waiting || session.endsAt === null) return null;
    if (session.endsAt > at) return session.endsAt;
    const lost = await findLostAccess(tx, installationOf(deps));
    if (lost !== null) return new Date(Math.max(lost.nextCheckAt.getTime(), at.getTime()) + 2_000);
    await applyTransition(tx, {
      labSessionId,
      event: "expire",
      by: { kind: "SYSTEM", id: null },
      at,
      correlationId,
    });
    return null;
  });
  deps.wake.touch();
  return { endsLater };
}
