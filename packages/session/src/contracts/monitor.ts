import { z } from "zod";
import {
  EventSchema,
  LabSessionId,
  OtherRefView,
  ReceiptView,
  StatusSchema,
  StepSchema,
  SubmissionView,
} from "./lab-session.ts";

/** One lab session as a row of the Live Session Monitor. */
export const MonitorRow = z.object({
  id: z.string(),
  status: StatusSchema,
  heldAt: z.date().nullable(),
  version: z.int(),
  eventSeq: z.int(),
  attempt: z.int(),
  student: z.object({ id: z.string(), name: z.string(), login: z.string().nullable() }),
  lab: z.object({ slug: z.string(), title: z.string(), versionNumber: z.int() }),
  step: StepSchema.nullable(),
  failureCode: z.string().nullable(),
  repository: z.object({ fullName: z.string(), webUrl: z.string() }).nullable(),
  lastPush: z
    .object({ number: z.int(), commitSha: z.string(), receivedAt: z.date(), counted: z.boolean() })
    .nullable(),
  endsAt: z.date().nullable(),
  createdAt: z.date(),
  updatedAt: z.date(),
});
export type MonitorRow = z.infer<typeof MonitorRow>;

/** Which sessions to count and list. `HELD` is beside the statuses. */
export const MonitorFilter = z.enum([...StatusSchema.options, "HELD"]);
export type MonitorFilter = z.infer<typeof MonitorFilter>;

export const MonitorListInput = z.strictObject({
  filter: MonitorFilter.nullish(),
  cursor: z.string().max(200).nullish(),
  limit: z.int().min(1).max(200).default(100),
  /** Sent by the client's paging; there is one direction only. */
  direction: z.literal("forward").optional(),
});

/** A page of the monitor, newest change first, with exact counts of everything. */
export const MonitorPage = z.object({
  rows: z.array(MonitorRow),
  nextCursor: z.string().nullable(),
  counts: z.record(MonitorFilter, z.int()),
  asOf: z.date(),
});
export type MonitorPage = z.infer<typeof MonitorPage>;

export const MonitorRowsInput = z.strictObject({ ids: z.array(LabSessionId).min(1).max(200) });

/** One entry of a session's timeline. */
export const TimelineEntry = z.object({
  seq: z.int(),
  kind: z.string(),
  from: StatusSchema.nullable(),
  to: StatusSchema.nullable(),
  actorKind: z.enum(["STUDENT", "ASSISTANT", "ADMIN", "SYSTEM", "WEBHOOK", "OPERATOR"]),
  actorName: z.string().nullable(),
  reason: z.string().nullable(),
  /** Numbers and ids that belong to the event. */
  data: z.record(z.string(), z.unknown()),
  correlationId: z.string(),
  at: z.date(),
});
export type TimelineEntry = z.infer<typeof TimelineEntry>;

/** Everything staff see of one session. */
export const StaffLabSessionView = MonitorRow.extend({
  accessState: z.enum(["PENDING", "INVITED", "ACCEPTED"]),
  boundAt: z.date().nullable(),
  startedAt: z.date().nullable(),
  completedAt: z.date().nullable(),
  submission: SubmissionView.nullable(),
  lastVerifiedAt: z.date().nullable(),
  holdReason: z.string().nullable(),
  /** Newest first. */
  pushes: z.array(ReceiptView),
  otherRefs: z.array(OtherRefView),
  handedIn: z.object({ commitSha: z.string(), providerPushedAt: z.date() }).nullable(),
  mappings: z.array(
    z.object({
      host: z.string(),
      providerRepoId: z.string(),
      fullName: z.string(),
      status: z.enum(["PENDING", "ACTIVE", "RELEASED", "TOMBSTONED"]),
      boundAt: z.date().nullable(),
      releasedAt: z.date().nullable(),
      lastVerifiedAt: z.date().nullable(),
      /** The first 404 since it was last seen. */
      missingSince: z.date().nullable(),
      /** When it was judged lost last, while a person is asked. */
      lostAt: z.date().nullable(),
    }),
  ),
  /** Oldest first. */
  timeline: z.array(TimelineEntry),
  /** What this actor may do now. */
  possible: z.array(EventSchema),
  otherAttempts: z.array(
    z.object({ id: z.string(), attempt: z.int(), status: StatusSchema, createdAt: z.date() }),
  ),
});
export type StaffLabSessionView = z.infer<typeof StaffLabSessionView>;

/** What an override answers: the session's new state. */
export const OverrideOutput = z.object({
  id: z.string(),
  status: StatusSchema,
  version: z.int(),
});

/** What a decision answers that moved an end: which pushes changed their answer, by number. */
export const RecountOutput = OverrideOutput.extend({
  nowCounted: z.array(z.int()),
  noLongerCounted: z.array(z.int()),
});
