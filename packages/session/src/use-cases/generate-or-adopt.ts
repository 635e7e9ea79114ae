import { ProviderError, type ProviderRepository } from "../ports.ts";
import { noteTemplateFailure, noteTemplateSuccess } from "../store/breaker-store.ts";
import { settleCreation } from "../store/budget-store.ts";
import { writeIntent } from "../store/intent-store.ts";
import { findTemplateName } from "../store/template-store.ts";
import { inTransaction } from "../store/transaction.ts";
import { callAndSettle } from "./call-and-settle.ts";
import { carriesMarker, markerOf } from "./marker.ts";
import type { MakingStep } from "./provision-step.ts";

/**
 * Generates an intent's repository from the frozen template, or adopts the one that an earlier try
 * left behind when its mark is ours. A failed try gives its turn back and takes another. Throws
 * ProviderError.
 */
export async function generateOrAdopt(step: MakingStep): Promise<ProviderRepository> {
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
    await deps.failpoint?.("request-sent", intent.labSessionId ?? intent.id);
    const made = await answer;
    await deps.failpoint?.("executed-answer-lost", intent.labSessionId ?? intent.id);
    await noteTemplateSuccess(database, template);
    return made;
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    if (error.kind === "conflict") return await adopt(step, error);
    const unheard = await findUnheard(step, error);
    if (unheard !== null) {
      await noteTemplateSuccess(database, template);
      return unheard;
    }
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

async function generate({ deps, intent }: MakingStep): Promise<ProviderRepository> {
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

/**
 * No answer, or none that can be read: it may have been made all the same. A look by name costs no
 * creation, and the template is not blamed for an answer that was lost. Never throws.
 */
async function findUnheard(
  { deps, intent }: MakingStep,
  error: ProviderError,
): Promise<ProviderRepository | null> {
  if (error.kind !== "unavailable" || error.retryAfterSeconds !== null) return null;
  const existing = await deps.github
    .findRepositoryByName(intent.owner, intent.name)
    .catch(() => null);
  return existing !== null && carriesMarker(existing, intent.id) ? existing : null;
}

/** The name is taken: by an earlier try whose answer was lost, or by somebody else. */
async function adopt(
  { deps, intent }: MakingStep,
  taken: ProviderError,
): Promise<ProviderRepository> {
  const existing = await deps.github.findRepositoryByName(intent.owner, intent.name);
  // Taken and not there: made or renamed this very moment, or not readable. The next try will tell.
  if (existing === null) throw new ProviderError("unavailable", "the taken name is not there");
  if (!carriesMarker(existing, intent.id)) throw taken;
  return existing;
}
