import type { Actor } from "@forgea/trpc/actor";
import { CodedError } from "@forgea/trpc/coded-error";
import type { SessionDeps } from "../ports.ts";
import { refusalOf } from "../store/apply-transition.ts";
import { runCommandOnce } from "../store/command-store.ts";
import { releaseSession } from "../store/hold-store.ts";
import { lockLabSession } from "../store/lab-session-store.ts";
import { requireOneActiveMapping } from "../store/mapping-store.ts";
import { forgetMissing } from "../store/missing-store.ts";
import { inTransaction } from "../store/transaction.ts";
import type { OverrideRequest } from "./override-lab-session.ts";
import { recountPushes } from "./recount-pushes.ts";

/**
 * A person lets a session on hold go on: its end moves by the time it was held, its pushes are decided
 * again, and its repository's loss is judged anew. Answers which pushes changed. Throws NOT_FOUND,
 * STALE_VERSION, ILLEGAL_TRANSITION when it is not held, AMBIGUOUS_STATE when it would run without
 * exactly one verified repository, or what runCommandOnce throws.
 */
export async function releaseLabSession(
  deps: SessionDeps,
  actor: Actor,
  request: OverrideRequest,
  correlationId: string,
) {
  const by = { kind: actor.role, id: actor.id };
  const command = { actorId: actor.id, key: request.idempotencyKey, kind: "release", request };
  const result = await inTransaction(deps.database, (tx) =>
    runCommandOnce(tx, command, async () => {
      const session = await lockLabSession(tx, request.id);
      if (session === null) throw new CodedError("NOT_FOUND");
      if (session.version !== request.expectedVersion) throw refusalOf("STALE_VERSION", session);
      if (session.heldAt === null) throw refusalOf("ILLEGAL_TRANSITION", session);
      if (session.status === "IN_PROGRESS") await requireOneActiveMapping(tx, session.id);
      // Read under the lock: a hold that began while it was waited for must not begin in the future.
      const at = deps.clock.now();
      await forgetMissing(tx, session.id, at);
      const release = { by, at, correlationId, reason: request.reason };
      await releaseSession(tx, session, release);
      const recount = await recountPushes(tx, { labSessionId: session.id, by, at, correlationId });
      return { id: session.id, status: session.status, version: session.version + 1, ...recount };
    }),
  );
  deps.wake.touch();
  return result;
}
