import { z } from "zod";
import { labSessionEvents, labSessionStatuses } from "../domain/lifecycle.ts";
import { staffRequests } from "../domain/student-options.ts";

/** Shapes of lab sessions as they cross the network. Browser-safe: no I/O is imported here. */
export const LabSlug = z
  .string()
  .max(60)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
export const LabSessionId = z.uuid();
const CommitSha = z.string().regex(/^([0-9a-f]{40}|[0-9a-f]{64})$/);
const IdempotencyKey = z.uuid();
const Version = z.int().positive();
/** Why a staff member acts: kept with the event, shown on the timeline. */
export const Reason = z.string().trim().min(3).max(500);

export const StatusSchema = z.enum(labSessionStatuses);
export const EventSchema = z.enum(labSessionEvents);
export const StepSchema = z.enum(["QUEUED", "CREATING", "COPYING", "BINDING", "INVITING", "DONE"]);
export type ProvisioningStep = z.infer<typeof StepSchema>;

export const StartLabInput = z.strictObject({ labSlug: LabSlug });
export const LabSessionByIdInput = z.strictObject({ id: LabSessionId });
export const SubmitInput = z.strictObject({
  id: LabSessionId,
  expectedVersion: Version,
  /** The head the student saw and names. */
  commitSha: CommitSha,
  idempotencyKey: IdempotencyKey,
});
export const RetryInput = z.strictObject({
  id: LabSessionId,
  expectedVersion: Version,
  idempotencyKey: IdempotencyKey,
});
export const OverrideInput = z.strictObject({
  id: LabSessionId,
  expectedVersion: Version,
  reason: Reason,
  idempotencyKey: IdempotencyKey,
});

/** `endsAt`: the new end, later than the present one. */
export const ExtendInput = OverrideInput.extend({ endsAt: z.date() });
/** `endsAt`: in the future, or null for no end. */
export const ReopenInput = OverrideInput.extend({ endsAt: z.date().nullable() });

/** What the student may do now, how many attempts are left, and what only staff can do for them. */
export const StudentOptionsView = z.object({
  possible: z.array(EventSchema),
  attemptsLeft: z.int(),
  askStaffFor: z.enum(staffRequests).nullable(),
});

/** One push with its answer to "did it count?". */
export const ReceiptView = z.object({
  number: z.int(),
  commitSha: z.string(),
  ref: z.string(),
  forced: z.boolean(),
  providerPushedAt: z.date(),
  receivedAt: z.date(),
  counted: z.boolean(),
  notCountedReason: z.string().nullable(),
});
export type ReceiptView = z.infer<typeof ReceiptView>;

/** Who submitted, while a session is submitted; `reason`: what staff gave as theirs. */
export const SubmissionView = z.object({
  by: z.enum(["STUDENT", "ASSISTANT", "ADMIN", "OPERATOR"]),
  at: z.date(),
  reason: z.string().nullable(),
});
export type SubmissionView = z.infer<typeof SubmissionView>;

/** A branch or tag that does not count and was pushed to. */
export const OtherRefView = z.object({
  ref: z.string(),
  /** The branch that counts. */
  defaultBranch: z.string(),
  pushes: z.int(),
  lastReceivedAt: z.date(),
});
export type OtherRefView = z.infer<typeof OtherRefView>;

const RepositoryView = z.object({
  fullName: z.string(),
  webUrl: z.string(),
  cloneUrl: z.string(),
});

/** A lab session as its student sees it. */
export const LabSessionView = z.object({
  id: z.string(),
  status: StatusSchema,
  version: z.int(),
  eventSeq: z.int(),
  attempt: z.int(),
  lab: z.object({ slug: z.string(), title: z.string(), versionNumber: z.int() }),
  heldAt: z.date().nullable(),
  failureCode: z.string().nullable(),
  /** The step of setting up while PROVISIONING, else null. */
  step: StepSchema.nullable(),
  stepSince: z.date().nullable(),
  /** Place in line (1: next) and when the turn is likely to come, while waiting for one. */
  queue: z.object({ place: z.int(), turnAt: z.date() }).nullable(),
  repository: RepositoryView.nullable(),
  access: z.object({
    state: z.enum(["PENDING", "INVITED", "ACCEPTED"]),
    invitationUrl: z.string().nullable(),
    /** Whether the sign-in may accept it for the student. */
    canAcceptHere: z.boolean(),
    expiresAt: z.date().nullable(),
  }),
  createdAt: z.date(),
  startedAt: z.date().nullable(),
  endsAt: z.date().nullable(),
  completedAt: z.date().nullable(),
  submission: SubmissionView.nullable(),
  lastPushAt: z.date().nullable(),
  /** Newest first. */
  pushes: z.array(ReceiptView),
  /** Newest first. */
  otherRefs: z.array(OtherRefView),
  /** What is handed in: the last counted push. */
  handedIn: z.object({ commitSha: z.string(), providerPushedAt: z.date() }).nullable(),
  ...StudentOptionsView.shape,
  /** Where this provider makes the token that git asks for as a password. */
  tokenPageUrl: z.string(),
});
export type LabSessionView = z.infer<typeof LabSessionView>;

/** The session that a start answers, new or there already. */
export const StartLabOutput = z.object({
  id: z.string(),
  created: z.boolean(),
  status: StatusSchema,
  version: z.int(),
  attempt: z.int(),
  ...StudentOptionsView.shape,
});

/** The session that replaces an archived one. */
export const NextAttemptOutput = z.object({ id: z.string(), attempt: z.int() });

/** The branch's head, to be named by Submit. `last-known`: the provider did not answer in time. */
export const HeadView = z.object({
  commitSha: z.string().nullable(),
  pushedAt: z.date().nullable(),
  source: z.enum(["provider", "last-known"]),
  asOf: z.date(),
});
export type HeadView = z.infer<typeof HeadView>;

/** A change of a session, small enough to be sent to every viewer; the cursor resumes a stream. */
export const EventView = z.object({
  cursor: z.string(),
  labSessionId: z.string(),
  seq: z.int(),
  kind: z.string(),
  from: StatusSchema.nullable(),
  to: StatusSchema.nullable(),
  at: z.string(),
});
export type EventView = z.infer<typeof EventView>;

/**
 * What a stream says. `ready`: it is open, refetch what was loaded before; `resync`: too much was
 * missed to replay, refetch everything.
 */
export const FollowMessage = z.discriminatedUnion("type", [
  z.object({ type: z.literal("ready") }),
  z.object({ type: z.literal("event"), event: EventView }),
  z.object({ type: z.literal("resync") }),
]);
export type FollowMessage = z.infer<typeof FollowMessage>;

/** Where to resume: the cursor of the last event seen. Absent: from now on. */
export const FollowInput = z.strictObject({ lastEventId: z.string().max(64).nullish() });
