import type { Actor } from "@forgea/trpc/actor";
import { CodedError } from "@forgea/trpc/coded-error";
import type { LabCard, LabView } from "../contracts/lab.ts";
import type { LabSessionStatus } from "../domain/lifecycle.ts";
import { type StudentOptions, studentOptions } from "../domain/student-options.ts";
import type { SessionDeps } from "../ports.ts";
import { findPublishedLab, listPublishedLabs, type PublishedLab } from "../store/lab-view-store.ts";
import { isTemplateMissing, listLabsWithoutTemplate } from "../store/template-store.ts";

/** The catalogue: published labs with the actor's own session in each. */
export async function listLabs(deps: SessionDeps, actor: Actor): Promise<LabCard[]> {
  const [labs, without] = await Promise.all([
    listPublishedLabs(deps.database, actor.id),
    listLabsWithoutTemplate(deps.database),
  ]);
  const missing = new Set(without.map(({ slug }) => slug));
  const now = deps.clock.now();
  return labs.map((lab) => ({ ...toCard(lab, now), templateMissing: missing.has(lab.slug) }));
}

/** One published lab with its instructions. Throws NOT_FOUND. */
export async function viewLab(deps: SessionDeps, actor: Actor, slug: string): Promise<LabView> {
  const lab = await findPublishedLab(deps.database, slug, actor.id);
  if (lab === null) throw new CodedError("NOT_FOUND");
  const now = deps.clock.now();
  const availability = availabilityAt(now, lab);
  const templateMissing = await isTemplateMissing(deps.database, slug);
  return {
    ...toCard(lab, now),
    templateMissing,
    versionNumber: lab.version.number,
    instructions: lab.version.instructions,
    resultKind: lab.version.resultKind,
    availability: availability === "open" && templateMissing ? "template-missing" : availability,
  };
}

/** Whether a lab can be started at a moment, by its dates. Pure. */
export function availabilityAt(
  now: Date,
  lab: { opensAt: Date | null; dueAt: Date | null },
): Exclude<LabView["availability"], "template-missing"> {
  if (lab.opensAt !== null && now < lab.opensAt) return "not-open-yet";
  if (lab.dueAt !== null && now >= lab.dueAt) return "ended";
  return "open";
}

function toCard(lab: PublishedLab, now: Date): Omit<LabCard, "templateMissing"> {
  const { slug, title, summary, opensAt, dueAt, timeZone, version } = lab;
  const { durationMinutes } = version;
  const labSession =
    lab.labSession === null ? null : { ...lab.labSession, ...optionsOf(lab.labSession, lab, now) };
  return { slug, title, summary, opensAt, dueAt, timeZone, durationMinutes, labSession };
}

/** What a student may do with the own session in a published lab. */
export function optionsOf(
  session: { status: LabSessionStatus; boundAt: Date | null; heldAt: Date | null; attempt: number },
  lab: { opensAt: Date | null; dueAt: Date | null; maxAttempts: number },
  now: Date,
  published = true,
): StudentOptions {
  const { status, attempt } = session;
  const facts = { status, bound: session.boundAt !== null, held: session.heldAt !== null };
  const labOpen = published && availabilityAt(now, lab) === "open";
  return studentOptions(facts, { attempt, maxAttempts: lab.maxAttempts, labOpen });
}
