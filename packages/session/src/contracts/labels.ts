import type { LabSessionStatus } from "../domain/lifecycle.ts";
import type { NotCountedCause } from "../domain/why-not-counted.ts";

/** The words people read for each status. Nothing else names a status on a page. */
export const statusLabels: Record<LabSessionStatus, string> = {
  PROVISIONING: "Setting up",
  IN_PROGRESS: "In progress",
  COMPLETED: "Submitted",
  EXPIRED: "Time is up",
  FAILED: "Stopped",
  ARCHIVED: "Replaced",
};

/** The word for a lab session on hold, whatever its status. */
export const heldLabel = "Being checked";

/** What the buttons say, by what they do. */
export const actionLabels = {
  start: "Start lab",
  complete: "Submit",
  "force-complete": "Submit for the student",
  fail: "Stop session",
  retry: "Try again",
  archive: "New attempt (keeps the old work)",
  extend: "More time",
  release: "Release",
} as const;

/** Why a lab session stopped, in words a student understands. */
export const failureSentences: Record<string, string> = {
  STOPPED_BY_STAFF: "The course staff stopped this session.",
  TEMPLATE_UNAVAILABLE: "The lab's template could not be read. The course staff were told.",
  NAME_TAKEN: "A repository with this session's name already exists. The course staff were told.",
  PROVIDER_REFUSED: "The git provider refused to make the repository. The course staff were told.",
  PROVIDER_UNAVAILABLE: "The git provider kept answering with errors. Nothing was lost.",
  PROVIDER_SILENT: "The git provider did not answer. Nothing was lost.",
  PROVIDER_NONSENSE:
    "The git provider's answers could not be understood. The course staff were told.",
  ACCESS_LOST: "Forgea could not reach the git provider's repositories. Nothing was lost.",
  STUDENT_BANNED: "This account may not work on labs. Ask the course staff.",
  REPOSITORY_LOST:
    "Your repository was deleted at the git provider. The pushes that arrived here are kept.",
  LAB_ENDED: "The lab ended while your repository was being made.",
  NO_PROGRESS: "Setting up took too long. Nothing was lost.",
  CONTENT_TIMEOUT: "The repository was made, but its files did not arrive in time.",
};

/** The sentence that follows every stop. */
export const failureReassurance = "This says nothing about your grade.";

/** Why a session is on hold, as staff read it. */
export const holdSentences: Record<string, string> = {
  MASS_LOSS:
    "More than three repositories were missing within ten minutes, so no session was stopped for it. Look at the provider: were they deleted on purpose? A repository that is seen again releases its session by itself.",
  REPOSITORY_UNREACHABLE:
    "The repository cannot be read, and the App reaches selected repositories only: it may be gone, or only outside of the selection. Add it to the App's selection, and its session is released by itself.",
};

/** Why a push did not count, for its student and for staff; "at" and the time follow where it is known. */
export const notCountedSentences: Record<
  NotCountedCause,
  Readonly<Record<"student" | "staff", string>>
> = {
  "after-end": { student: "it was pushed after the end", staff: "it was pushed after the end" },
  "after-submission": {
    student: "it was pushed after you submitted",
    staff: "it was pushed after the student submitted",
  },
  "after-submission-by-staff": {
    student: "it was pushed after the course staff submitted for you",
    staff: "it was pushed after staff submitted for the student",
  },
  "after-stop": {
    student: "it arrived after the session was stopped",
    staff: "it arrived after the session was stopped",
  },
  "being-checked": {
    student: "the session is being checked; it is looked at again afterwards",
    staff: "the session is being checked; it is looked at again afterwards",
  },
  unknown: {
    student: "the course staff can tell you why",
    staff: "the session did not allow it when it arrived",
  },
};

/** "refs/heads/try" → "try", "refs/tags/v1" → "the tag v1", as it is called in a sentence. */
export function refName(ref: string): string {
  const [, kind, name] = /^refs\/(heads|tags)\/(.+)$/u.exec(ref) ?? [];
  return name === undefined ? ref : kind === "tags" ? `the tag ${name}` : name;
}

/** What each step of setting up does, in the order the steps happen. */
export const provisioningSteps = [
  { step: "QUEUED", label: "Waiting for its turn" },
  { step: "CREATING", label: "Making your repository" },
  { step: "COPYING", label: "Copying the lab's files" },
  { step: "BINDING", label: "Connecting it to your session" },
] as const;
