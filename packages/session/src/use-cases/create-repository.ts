import { ProviderError, type ProviderRepository } from "../ports.ts";
import { appendEvent } from "../store/event-store.ts";
import { writeIntent } from "../store/intent-store.ts";
import { lockLabSession } from "../store/lab-session-store.ts";
import { ensurePendingMapping } from "../store/mapping-store.ts";
import { inTransaction } from "../store/transaction.ts";
import { generateOrAdopt } from "./generate-or-adopt.ts";
import type { ProvisionStep } from "./provision-step.ts";

const system = { kind: "SYSTEM", id: null } as const;

/**
 * Creates the intent's repository from the frozen template, or adopts the one that an earlier try
 * left behind when its mark is ours. The provider's unique names are the idempotency key. Throws
 * ProviderError `conflict` when the name belongs to somebody else's repository.
 */
export async function createRepository(step: ProvisionStep): Promise<ProviderRepository> {
  const { deps, intent } = step;
  if (intent.providerRepoId !== null) {
    const known = await deps.github.findRepositoryById(intent.providerRepoId);
    if (known === null) throw new ProviderError("unavailable", "the new repository is not there");
    return known;
  }
  const repository = await generateOrAdopt(step);
  await inTransaction(deps.database, async (tx) => {
    // Lock order everywhere: session, mapping, intent, delivery.
    await lockLabSession(tx, intent.labSessionId);
    await ensurePendingMapping(tx, {
      host: intent.host,
      providerRepoId: repository.id,
      owner: repository.owner,
      name: repository.name,
      labSessionId: intent.labSessionId,
    });
    await writeIntent(tx, intent, {
      step: "COPYING",
      providerRepoId: repository.id,
      progressAt: new Date(),
      lastErrorCode: null,
    });
    await appendEvent(tx, {
      labSessionId: intent.labSessionId,
      kind: "repository-created",
      by: system,
      data: { providerRepoId: repository.id.toString() },
      correlationId: step.correlationId,
      at: deps.clock.now(),
    });
  });
  deps.wake.touch();
  return repository;
}
