import type { Actor } from "@forgea/trpc/actor";
import type { SessionDeps } from "../ports.ts";
import { applyTransition } from "../store/apply-transition.ts";
import { runCommandOnce } from "../store/command-store.ts";
import { abandonIntents } from "../store/intent-store.ts";
import { releaseMappings } from "../store/mapping-store.ts";
import { inTransaction, type Tx } from "../store/transaction.ts";

export interface OverrideRequest {
  readonly id: string;
  readonly expectedVersion: number;
  readonly reason: string;
  readonly idempotencyKey: string;
}

/** What an override is besides its transition: the columns it sets, and what follows from it. */
interface Override {
  readonly event: "force-complete" | "fail";
  readonly patch: (at: Date) => { completedAt?: Date; failureCode?: string };
  readonly follow?: (tx: Tx, labSessionId: string, at: Date, bound: boolean) => Promise<void>;
}

/** The overrides, by the name of their transition. */
export const overrides = {
  "force-complete": {
    event: "force-complete",
    patch: (at) => ({ completedAt: at }),
  },
  fail: {
    event: "fail",
    patch: () => ({ failureCode: "STOPPED_BY_STAFF" }),
    // A repository that is still being made must not be bound any more; a bound one stays.
    follow: async (tx, labSessionId, at, bound) => {
      if (!bound) await releaseMappings(tx, labSessionId, at);
      await abandonIntents(tx, labSessionId);
    },
  },
} as const satisfies Record<string, Override>;

/**
 * A staff member's command on a session: with the version they saw, a reason and an idempotency
 * key, in one transaction with its event. Throws what applyTransition and runCommandOnce throw.
 */
export async function overrideLabSession(
  deps: SessionDeps,
  actor: Actor,
  kind: keyof typeof overrides,
  request: OverrideRequest,
  correlationId: string,
) {
  const override: Override = overrides[kind];
  const at = deps.clock.now();
  const result = await inTransaction(deps.database, (tx) =>
    runCommandOnce(
      tx,
      { actorId: actor.id, key: request.idempotencyKey, kind, request },
      async () => {
        const after = await applyTransition(tx, {
          labSessionId: request.id,
          event: override.event,
          by: { kind: actor.role, id: actor.id },
          at,
          correlationId,
          expectedVersion: request.expectedVersion,
          patch: override.patch(at),
          reason: request.reason,
        });
        await override.follow?.(tx, after.id, at, after.boundAt !== null);
        return { id: after.id, status: after.status, version: after.version };
      },
    ),
  );
  deps.wake.touch();
  return result;
}
