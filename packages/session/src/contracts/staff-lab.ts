import { z } from "zod";
import { LabSlug, StatusSchema } from "./lab-session.ts";

/** Repositories made ahead, by where they are. */
const PreparedCounts = z.object({
  /** Wait for a student. */
  ready: z.int(),
  /** Still to be made. */
  waiting: z.int(),
});

/** A lab as a row of the staff's list. */
export const StaffLabRow = z.object({
  slug: z.string(),
  title: z.string(),
  status: z.enum(["DRAFT", "PUBLISHED", "ARCHIVED"]),
  /** The newest published version; null before the first. */
  versionNumber: z.int().nullable(),
  opensAt: z.date().nullable(),
  dueAt: z.date().nullable(),
  timeZone: z.string(),
  /** Sessions by status, trials left out; a status without sessions is missing. */
  sessions: z.partialRecord(StatusSchema, z.int()),
  prepared: PreparedCounts,
});
export type StaffLabRow = z.infer<typeof StaffLabRow>;

/** One *Prepare*: how many were asked for, by whom, and what became of them. */
export const PreparationView = PreparedCounts.extend({
  id: z.string(),
  versionNumber: z.int(),
  requested: z.int(),
  requestedBy: z.string(),
  createdAt: z.date(),
  classStartsAt: z.date().nullable(),
  wantedUntil: z.date(),
  /** Students have them. */
  taken: z.int(),
  failed: z.int(),
  /** Cleared away, or about to be. */
  cleared: z.int(),
  ended: z.enum(["CLEARED", "SUPERSEDED", "LAB_ENDED", "NOT_WANTED"]).nullable(),
  endedAt: z.date().nullable(),
  /** When the last of those that wait is likely to be ready. */
  readyAt: z.date().nullable(),
});
export type PreparationView = z.infer<typeof PreparationView>;

/** A lab as staff see it on its own page. */
export const StaffLabView = StaffLabRow.extend({
  summary: z.string(),
  baseRepoUrl: z.string(),
  /** Newest first. */
  preparations: z.array(PreparationView),
});
export type StaffLabView = z.infer<typeof StaffLabView>;

export const StaffLabBySlugInput = z.strictObject({ slug: LabSlug });

/** The most that one preparation asks for. */
export const mostPrepared = 1_000;
const Count = z.int().min(1).max(mostPrepared);

export const EstimateInput = z.strictObject({
  slug: LabSlug,
  count: Count,
  classStartsAt: z.date().nullable(),
});

/** What preparing takes, if it begins now and if it begins as late as it may. */
export const PreparationEstimate = z.object({
  count: z.int(),
  /** When the last one is ready, if it begins now. */
  readyAt: z.date(),
  /** How long it takes when nothing else uses the provider, in seconds. */
  seconds: z.int(),
  /** The latest time to begin; null without a class. */
  startBy: z.date().nullable(),
  /** How many are ready when the class starts, if it begins now; null without a class. */
  readyByClass: z.int().nullable(),
});
export type PreparationEstimate = z.infer<typeof PreparationEstimate>;

export const PrepareInput = EstimateInput.extend({
  /** The version that was seen on the page. */
  versionNumber: z.int().positive(),
  /** Unused ones are cleared away then. */
  wantedUntil: z.date(),
  idempotencyKey: z.uuid(),
});
export type PrepareInput = z.infer<typeof PrepareInput>;
export const PrepareOutput = z.object({ id: z.string(), requested: z.int() });

export const ClearPreparationInput = z.strictObject({ id: z.uuid(), idempotencyKey: z.uuid() });
export const ClearPreparationOutput = z.object({ cleared: z.int() });
