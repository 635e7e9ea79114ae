import type { Actor } from "@forgea/trpc/actor";
import { CodedError } from "@forgea/trpc/coded-error";
import type { LabCard, LabView } from "../contracts/lab.ts";
import type { SessionDeps } from "../ports.ts";
import { findPublishedLab, listPublishedLabs, type PublishedLab } from "../store/lab-view-store.ts";

/** The catalogue: published labs with the actor's own session in each. */
export async function listLabs(deps: SessionDeps, actor: Actor): Promise<LabCard[]> {
  const labs = await listPublishedLabs(deps.database, actor.id);
  return labs.map(toCard);
}

/** One published lab with its instructions. Throws NOT_FOUND. */
export async function viewLab(deps: SessionDeps, actor: Actor, slug: string): Promise<LabView> {
  const lab = await findPublishedLab(deps.database, slug, actor.id);
  if (lab === null) throw new CodedError("NOT_FOUND");
  return {
    ...toCard(lab),
    versionNumber: lab.version.number,
    instructions: lab.version.instructions,
    resultKind: lab.version.resultKind,
    availability: availabilityAt(deps.clock.now(), lab),
  };
}

/** Whether a lab can be started at a moment, by its dates. Pure. */
export function availabilityAt(
  now: Date,
  lab: { opensAt: Date | null; dueAt: Date | null },
): LabView["availability"] {
  if (lab.opensAt !== null && now < lab.opensAt) return "not-open-yet";
  if (lab.dueAt !== null && now >= lab.dueAt) return "ended";
  return "open";
}

function toCard(lab: PublishedLab): LabCard {
  const { slug, title, summary, opensAt, dueAt, timeZone, version, labSession } = lab;
  const { durationMinutes } = version;
  return { slug, title, summary, opensAt, dueAt, timeZone, durationMinutes, labSession };
}
