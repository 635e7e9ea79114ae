import type { Actor } from "@forgea/trpc/actor";
import { CodedError } from "@forgea/trpc/coded-error";
import type { SessionDeps } from "../ports.ts";
import { applyTransition } from "../store/apply-transition.ts";
import { runCommandOnce } from "../store/command-store.ts";
import { resumeAccess } from "../store/intent-store.ts";
import { requireOneActiveMapping } from "../store/mapping-store.ts";
import { inTransaction } from "../store/transaction.ts";
import { planEnd } from "./extend-lab-session.ts";
import type { OverrideRequest } from "./override-lab-session.ts";
import { recountPushes } from "./recount-pushes.ts";

/** `endsAt`: in the future, or null for no end. */
export type ReopenRequest = OverrideRequest & { readonly endsAt: Date | null };

/**
 * Lets a submitted or stopped session go on with its own repository. Pushes made meanwhile count
 * again when they are in time. Throws END_NOT_LATER, AMBIGUOUS_STATE without exactly one verified
 * repository, or what applyTransition and runCommandOnce throw.
 */
export async function reopenLabSession(
  deps: SessionDeps,
  actor: Actor,
  request: ReopenRequest,
  correlationId: string,
) {
  const at = deps.clock.now();
  const { endsAt } = request;
  if (endsAt !== null && endsAt <= at) throw new CodedError("END_NOT_LATER");
  const by = { kind: actor.role, id: actor.id };
  const ends = endsAt?.toISOString() ?? null;
  const command = {
    actorId: actor.id,
    key: request.idempotencyKey,
    kind: "reopen",
    request: { ...request, endsAt: ends },
  };
  const result = await inTransaction(deps.database, (tx) =>
    runCommandOnce(tx, command, async () => {
      const after = await applyTransition(tx, {
        labSessionId: request.id,
        event: "reopen",
        by,
        at,
        correlationId,
        expectedVersion: request.expectedVersion,
        reason: request.reason,
        patch: {
          completedAt: null,
          submittedSha: null,
          failureCode: null,
          endsAt,
          endsByHand: true,
        },
        data: { endsAt: ends },
      });
      await requireOneActiveMapping(tx, after.id);
      const recount = await recountPushes(tx, { labSessionId: after.id, by, at, correlationId });
      if (endsAt !== null) await planEnd(tx, after.id, endsAt, correlationId);
      await resumeAccess(tx, after.id, correlationId);
      return { id: after.id, status: after.status, version: after.version, ...recount };
    }),
  );
  deps.wake.touch();
  return result;
}
