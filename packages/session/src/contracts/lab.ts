import { z } from "zod";
import { LabSlug, StatusSchema, StudentOptionsView } from "./lab-session.ts";

export const LabBySlugInput = z.strictObject({ slug: LabSlug });

const OwnLabSession = z.object({
  id: z.string(),
  status: StatusSchema,
  heldAt: z.date().nullable(),
  version: z.int(),
  attempt: z.int(),
  endsAt: z.date().nullable(),
  ...StudentOptionsView.shape,
});

/** A published lab in the catalogue, with the reader's own session in it. */
export const LabCard = z.object({
  slug: z.string(),
  title: z.string(),
  summary: z.string(),
  opensAt: z.date().nullable(),
  dueAt: z.date().nullable(),
  timeZone: z.string(),
  durationMinutes: z.int().nullable(),
  /** Its template is gone at the provider: it cannot be started until that is back. */
  templateMissing: z.boolean(),
  labSession: OwnLabSession.nullable(),
});
export type LabCard = z.infer<typeof LabCard>;

/** A lab's own page. `availability` says why *Start lab* is not offered, when it is not. */
export const LabView = LabCard.extend({
  versionNumber: z.int(),
  /** Markdown, shown sanitised. */
  instructions: z.string(),
  resultKind: z.enum(["CODE", "WEB_PAGE"]),
  availability: z.enum(["open", "not-open-yet", "ended", "template-missing"]),
});
export type LabView = z.infer<typeof LabView>;
