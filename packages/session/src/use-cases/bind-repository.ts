import { endOf } from "../domain/push-time.ts";
import type { ProviderRepository } from "../ports.ts";
import { applyTransition } from "../store/apply-transition.ts";
import { wakeDeliveries } from "../store/delivery-store.ts";
import { appendEvent } from "../store/event-store.ts";
import { writeIntent } from "../store/intent-store.ts";
import { enqueue, expireKey } from "../store/job-store.ts";
import { lockLabSession } from "../store/lab-session-store.ts";
import { activateMapping, ensurePendingMapping } from "../store/mapping-store.ts";
import { inTransaction, type Tx } from "../store/transaction.ts";
import type { ProvisionStep } from "./provision-step.ts";

/**
 * Binds the repository to its session: mapping ACTIVE and session IN_PROGRESS in one transaction,
 * which also wakes the pushes that came before it and plans the end. False when the lab ended meanwhile:
 * a session cannot begin after its end.
 */
export async function bindRepository(
  step: ProvisionStep,
  repository: ProviderRepository,
): Promise<boolean> {
  const { deps, intent, correlationId } = step;
  const at = deps.clock.now();
  const endsAt = endOf(at, intent.durationMinutes, intent.dueAt);
  if (endsAt !== null && endsAt <= at) return false;
  await deps.failpoint?.("answer-read-before-binding", intent.labSessionId);
  await deps.failpoint?.("woken-after-lease", intent.labSessionId);
  await inTransaction(deps.database, async (tx) => {
    if (intent.preparedAt !== null) await connectPrepared(tx, step, repository);
    // Lock order: session, then mapping. That exactly one mapping is ACTIVE is checked at commit.
    await applyTransition(tx, {
      labSessionId: intent.labSessionId,
      event: "bind",
      by: { kind: "SYSTEM", id: null },
      at,
      correlationId,
      patch: {
        userForkUrl: `${deps.github.webUrl}/${repository.owner}/${repository.name}`,
        boundAt: at,
        startedAt: at,
        endsAt,
        lastVerifiedAt: at,
      },
      data: { providerRepoId: repository.id.toString() },
    });
    await activateMapping(tx, intent.labSessionId, at);
    await writeIntent(tx, intent, {
      step: "INVITING",
      state: "BOUND",
      progressAt: new Date(),
      lastErrorCode: null,
    });
    await wakeDeliveries(tx, intent.host, repository.id);
    if (endsAt !== null) {
      await enqueue(tx, {
        task: "expire-lab-session",
        payload: { labSessionId: intent.labSessionId, correlationId },
        runAt: endsAt,
        key: expireKey(intent.labSessionId),
      });
    }
    await deps.failpoint?.("inside-binding", intent.labSessionId);
  });
  await deps.failpoint?.("after-binding", intent.labSessionId);
  deps.wake.touch();
  return true;
}

/** A prepared repository belongs to nobody until now: its mapping begins with the session. */
async function connectPrepared(
  tx: Tx,
  { deps, intent, correlationId }: ProvisionStep,
  repository: ProviderRepository,
): Promise<void> {
  const { labSessionId } = intent;
  await lockLabSession(tx, labSessionId);
  await ensurePendingMapping(tx, {
    host: intent.host,
    providerRepoId: repository.id,
    owner: repository.owner,
    name: repository.name,
    labSessionId,
  });
  await appendEvent(tx, {
    labSessionId,
    kind: "repository-created",
    by: { kind: "SYSTEM", id: null },
    data: { providerRepoId: repository.id.toString(), prepared: true },
    correlationId,
    at: deps.clock.now(),
  });
}
