import { ProviderError, type ProviderRepository } from "../ports.ts";
import { noteTemplateFailure, noteTemplateSuccess } from "../store/breaker-store.ts";
import { settleCreation } from "../store/budget-store.ts";
import { appendEvent } from "../store/event-store.ts";
import { writeIntent } from "../store/intent-store.ts";
import { lockLabSession } from "../store/lab-session-store.ts";
import { ensurePendingMapping } from "../store/mapping-store.ts";
import { findTemplateName } from "../store/template-store.ts";
import { inTransaction } from "../store/transaction.ts";
import { callAndSettle } from "./call-and-settle.ts";
import type { ProvisionStep } from "./provision-step.ts";

const system = { kind: "SYSTEM", id: null } as const;

/** The mark in a repository's description by which we know our own. */
export function markerOf(intentId: string): string {
  return `forgea:${intentId}`;
}

const marker = /^forgea:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** The intent that a repository's mark names, or null when it carries none. */
export function intentIdOf(repository: Pick<ProviderRepository, "description">): string | null {
  return marker.exec(repository.description ?? "")?.[1] ?? null;
}

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

async function generateOrAdopt(step: ProvisionStep): Promise<ProviderRepository> {
  const { deps, intent } = step;
  const { database } = deps;
  const template = { host: intent.host, repoId: intent.templateRepoId };
  const budget = { host: intent.host, owner: intent.owner };
  try {
    const answer = callAndSettle(generate(step), () =>
      settleCreation(database, budget, intent.id, deps.github.creationLimits),
    );
    // Looked at below; a crash run may come first.
    answer.catch(() => undefined);
    await deps.failpoint?.("request-sent", intent.labSessionId);
    const made = await answer;
    await deps.failpoint?.("executed-answer-lost", intent.labSessionId);
    await noteTemplateSuccess(database, template);
    return made;
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    if (error.kind === "conflict") return await adopt(step, error);
    // The next try takes its turn again: the provider counts every attempt.
    await inTransaction(database, (tx) =>
      writeIntent(tx, intent, {
        step: "QUEUED",
        turnAt: null,
      }),
    );
    // A limit says nothing about the template, and lost access is not its fault.
    if (error.kind === "no-access") throw error;
    if (error.retryAfterSeconds === null) await noteTemplateFailure(database, template);
    throw error;
  }
}

async function generate({ deps, intent }: ProvisionStep): Promise<ProviderRepository> {
  const key = { host: intent.host, repoId: intent.templateRepoId };
  const fullName = (await findTemplateName(deps.database, key)) ?? intent.templateFullName;
  const [templateOwner = "", templateName = ""] = fullName.split("/");
  return deps.github.generateRepository({
    templateOwner,
    templateName,
    owner: intent.owner,
    name: intent.name,
    description: markerOf(intent.id),
  });
}

/** The name is taken: by an earlier try whose answer was lost, or by somebody else. */
async function adopt(
  { deps, intent }: ProvisionStep,
  taken: ProviderError,
): Promise<ProviderRepository> {
  const existing = await deps.github.findRepositoryByName(intent.owner, intent.name);
  // Taken and not there: made or renamed this very moment, or not readable. The next try will tell.
  if (existing === null) throw new ProviderError("unavailable", "the taken name is not there");
  const ours = existing.description === markerOf(intent.id) && existing.private;
  if (!ours) throw taken;
  return existing;
}
