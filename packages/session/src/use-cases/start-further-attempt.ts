import type { Actor } from "@forgea/trpc/actor";
import { CodedError } from "@forgea/trpc/coded-error";
import type { SessionDeps } from "../ports.ts";
import { applyTransition } from "../store/apply-transition.ts";
import { findAttemptTerms } from "../store/attempt-store.ts";
import { runCommandOnce } from "../store/command-store.ts";
import { newSessionsPerHour } from "../store/lab-session-store.ts";
import { findRecentStarts } from "../store/recent-starts.ts";
import { inTransaction, type Tx } from "../store/transaction.ts";
import { startNextAttempt } from "./start-next-attempt.ts";
import { availabilityAt } from "./view-labs.ts";

export interface FurtherAttemptRequest {
  readonly id: string;
  readonly expectedVersion: number;
  readonly idempotencyKey: string;
}

/**
 * A student replaces the own ended session by a further attempt, while the lab allows one. The old
 * one is archived and the next begins in one transaction; both refuse together. Throws ATTEMPTS_USED,
 * LAB_NOT_AVAILABLE, RATE_LIMITED, ACCOUNT_NOT_LINKED, or what applyTransition and runCommandOnce throw.
 */
export async function startFurtherAttempt(
  deps: SessionDeps,
  actor: Actor,
  request: FurtherAttemptRequest,
  correlationId: string,
) {
  if (actor.login === null) throw new CodedError("ACCOUNT_NOT_LINKED");
  const at = deps.clock.now();
  // Whoever has a session is its student, whatever else they may do here.
  const by = { kind: "STUDENT", id: actor.id } as const;
  const command = { actorId: actor.id, key: request.idempotencyKey, kind: "new-attempt", request };
  const acceptToken = actor.providerToken === null ? null : deps.vault.seal(actor.providerToken);
  const result = await inTransaction(deps.database, (tx) =>
    runCommandOnce(tx, command, async () => {
      const archived = await applyTransition(tx, {
        labSessionId: request.id,
        event: "archive",
        by,
        at,
        correlationId,
        ownerId: actor.id,
        expectedVersion: request.expectedVersion,
      });
      await requireTerms(tx, archived, at);
      return startNextAttempt(tx, deps, archived, { by, at, correlationId, acceptToken });
    }),
  );
  deps.wake.touch();
  return result;
}

/** Under the session's lock: the attempt's number cannot change any more. */
async function requireTerms(
  tx: Tx,
  archived: { userId: string; labId: string; attempt: number },
  at: Date,
): Promise<void> {
  const lab = await findAttemptTerms(tx, archived.labId);
  if (lab.status !== "PUBLISHED") throw new CodedError("LAB_NOT_AVAILABLE", { reason: "archived" });
  const availability = availabilityAt(at, lab);
  if (availability !== "open") throw new CodedError("LAB_NOT_AVAILABLE", { reason: availability });
  if (archived.attempt >= lab.maxAttempts) throw new CodedError("ATTEMPTS_USED");
  const recent = await findRecentStarts(tx, archived.userId, at);
  if (recent.count >= newSessionsPerHour && recent.retryAt !== null) {
    throw new CodedError("RATE_LIMITED", { retryAt: recent.retryAt.toISOString() });
  }
}
