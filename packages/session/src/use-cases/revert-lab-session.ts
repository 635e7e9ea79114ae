import type { Actor } from "@forgea/trpc/actor";
import { CodedError } from "@forgea/trpc/coded-error";
import type { SessionDeps } from "../ports.ts";
import { applyTransition } from "../store/apply-transition.ts";
import { runCommandOnce } from "../store/command-store.ts";
import { findLastMove } from "../store/event-store.ts";
import { lockLabSession } from "../store/lab-session-store.ts";
import { inTransaction } from "../store/transaction.ts";
import type { OverrideRequest } from "./override-lab-session.ts";
import { recountPushes } from "./recount-pushes.ts";

/**
 * Takes back that staff submitted an expired session for its student: its time is up again. Throws
 * ILLEGAL_TRANSITION when it was submitted in any other way, or what applyTransition and
 * runCommandOnce throw.
 */
export async function revertLabSession(
  deps: SessionDeps,
  actor: Actor,
  request: OverrideRequest,
  correlationId: string,
) {
  const at = deps.clock.now();
  const by = { kind: actor.role, id: actor.id };
  const command = { actorId: actor.id, key: request.idempotencyKey, kind: "revert", request };
  const result = await inTransaction(deps.database, (tx) =>
    runCommandOnce(tx, command, async () => {
      // Locks the row first: the last move is read when nobody can add another.
      await lockLabSession(tx, request.id);
      const submitted = await findLastMove(tx, request.id);
      const after = await applyTransition(tx, {
        labSessionId: request.id,
        event: "revert",
        by,
        at,
        correlationId,
        expectedVersion: request.expectedVersion,
        reason: request.reason,
        patch: { completedAt: null, submittedSha: null },
      });
      if (submitted?.kind !== "force-complete" || submitted.fromStatus !== "EXPIRED") {
        throw new CodedError("ILLEGAL_TRANSITION", { status: "COMPLETED" });
      }
      const recount = await recountPushes(tx, { labSessionId: after.id, by, at, correlationId });
      return { id: after.id, status: after.status, version: after.version, ...recount };
    }),
  );
  deps.wake.touch();
  return result;
}
