import type { Actor } from "@forgea/trpc/actor";
import { CodedError } from "@forgea/trpc/coded-error";
import type { SessionDeps } from "../ports.ts";
import { applyTransition } from "../store/apply-transition.ts";
import { runCommandOnce } from "../store/command-store.ts";
import { enqueue, expireKey } from "../store/job-store.ts";
import { type LockedLabSession, lockLabSession } from "../store/lab-session-store.ts";
import { requireOneActiveMapping } from "../store/mapping-store.ts";
import { moveEnd } from "../store/move-end.ts";
import { inTransaction } from "../store/transaction.ts";
import type { OverrideRequest } from "./override-lab-session.ts";
import { recountPushes } from "./recount-pushes.ts";

export type ExtendRequest = OverrideRequest & { readonly endsAt: Date };

/**
 * Gives a session more time: a running one gets a later end, an expired one runs again. Pushes that
 * were late by the old end count again when they are in time by the new one. Throws END_NOT_LATER, or
 * what applyTransition and runCommandOnce throw.
 */
export async function extendLabSession(
  deps: SessionDeps,
  actor: Actor,
  request: ExtendRequest,
  correlationId: string,
) {
  const at = deps.clock.now();
  const { endsAt } = request;
  const by = { kind: actor.role, id: actor.id };
  const command = {
    actorId: actor.id,
    key: request.idempotencyKey,
    kind: "extend",
    request: { ...request, endsAt: endsAt.toISOString() },
  };
  const result = await inTransaction(deps.database, (tx) =>
    runCommandOnce(tx, command, async () => {
      const before = await lockLabSession(tx, request.id);
      if (before === null) throw new CodedError("NOT_FOUND");
      if (before.version === request.expectedVersion) requireLater(before, endsAt, at);
      const decision = {
        labSessionId: before.id,
        by,
        at,
        correlationId,
        expectedVersion: request.expectedVersion,
        reason: request.reason,
        data: {
          endedAt: before.endsAt?.toISOString() ?? null,
          endsAt: endsAt.toISOString(),
        },
      };
      const after = await (before.status === "IN_PROGRESS"
        ? moveEnd(tx, { ...decision, endsAt })
        : applyTransition(tx, {
            ...decision,
            event: "extend",
            patch: { endsAt, endsByHand: true },
          }));
      await requireOneActiveMapping(tx, after.id);
      const recount = await recountPushes(tx, { labSessionId: after.id, by, at, correlationId });
      await planEnd(tx, after.id, endsAt, correlationId);
      return { id: after.id, status: after.status, version: after.version, ...recount };
    }),
  );
  deps.wake.touch();
  return result;
}

/** More time never takes any away, also from a session that has no end. */
function requireLater({ status, endsAt }: LockedLabSession, wanted: Date, now: Date): void {
  const running = status === "IN_PROGRESS";
  const shorter = running && (endsAt === null || wanted <= endsAt);
  if (wanted <= now || shorter) throw new CodedError("END_NOT_LATER");
}

/** Plans the job that ends a session; an earlier plan is replaced. */
export async function planEnd(
  tx: Parameters<typeof enqueue>[0],
  labSessionId: string,
  endsAt: Date,
  correlationId: string,
): Promise<void> {
  await enqueue(tx, {
    task: "expire-lab-session",
    payload: { labSessionId, correlationId },
    runAt: endsAt,
    key: expireKey(labSessionId),
  });
}
