import type { Actor } from "@forgea/trpc/actor";
import { CodedError } from "@forgea/trpc/coded-error";
import type { SessionDeps } from "../ports.ts";
import { applyTransition } from "../store/apply-transition.ts";
import { isCommandKnown, runCommandOnce } from "../store/command-store.ts";
import { findSubmittable, type Submittable } from "../store/submit-store.ts";
import { inTransaction } from "../store/transaction.ts";
import { readHead } from "./read-head.ts";

export interface SubmitRequest {
  readonly id: string;
  readonly expectedVersion: number;
  /** The head the student saw and names. */
  readonly commitSha: string;
  readonly idempotencyKey: string;
}

/**
 * The student hands in the named commit. A push made before this moment counts also when its
 * webhook arrives later. Throws HEAD_MOVED when the branch's head is another commit by now,
 * otherwise what applyTransition throws.
 */
export async function submitLabSession(
  deps: SessionDeps,
  actor: Actor,
  request: SubmitRequest,
  correlationId: string,
) {
  const session = await findSubmittable(deps.database, request.id, actor.id);
  if (session === null) throw new CodedError("NOT_FOUND");
  const command = { actorId: actor.id, key: request.idempotencyKey, kind: "complete", request };
  // A retry after a lost answer gets that answer, also when the head moved since.
  const headSource = (await isCommandKnown(deps.database, command))
    ? "unknown"
    : await checkHead(deps, session, request.commitSha);
  const at = deps.clock.now();
  const result = await inTransaction(deps.database, (tx) =>
    runCommandOnce(tx, command, async () => {
      const after = await applyTransition(tx, {
        labSessionId: request.id,
        event: "complete",
        by: { kind: "STUDENT", id: actor.id },
        at,
        correlationId,
        ownerId: actor.id,
        expectedVersion: request.expectedVersion,
        patch: { completedAt: at, submittedSha: request.commitSha },
        data: { commitSha: request.commitSha, headSource },
      });
      return { id: after.id, status: after.status, version: after.version };
    }),
  );
  deps.wake.touch();
  return result;
}

async function checkHead(deps: SessionDeps, session: Submittable, named: string) {
  const head = await readHead(deps, session);
  if (head.commitSha === null) throw new CodedError("PROVIDER_UNAVAILABLE");
  if (head.commitSha !== named) throw new CodedError("HEAD_MOVED", { commitSha: head.commitSha });
  return head.source;
}
