import type { LabSessionStatus } from "../domain/lifecycle.ts";

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
} as const;

/** Why a lab session stopped, in words a student understands. */
export const failureSentences: Record<string, string> = {
  STOPPED_BY_STAFF: "The course staff stopped this session.",
  TEMPLATE_UNAVAILABLE: "The lab's template could not be read. The course staff were told.",
  NAME_TAKEN: "A repository with this session's name already exists. The course staff were told.",
  PROVIDER_REFUSED: "The git provider refused to make the repository. The course staff were told.",
  LAB_ENDED: "The lab ended while your repository was being made.",
  NO_PROGRESS: "Setting up took too long. Nothing was lost.",
  CONTENT_TIMEOUT: "The repository was made, but its files did not arrive in time.",
};

/** The sentence that follows every stop. */
export const failureReassurance = "This says nothing about your grade.";

/** Why a push did not count. */
export const notCountedSentences: Record<string, string> = {
  SESSION_STATE_FORBIDS: "it was pushed after the end",
  SESSION_AMBIGUOUS: "the session is being checked; it is looked at again afterwards",
};

/** What each step of setting up does, in the order the steps happen. */
export const provisioningSteps = [
  { step: "QUEUED", label: "Waiting for its turn" },
  { step: "CREATING", label: "Making your repository" },
  { step: "COPYING", label: "Copying the lab's files" },
  { step: "BINDING", label: "Connecting it to your session" },
] as const;
