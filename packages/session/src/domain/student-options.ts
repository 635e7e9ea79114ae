import { type LabSessionEvent, type LifecycleFacts, possibleEvents } from "./lifecycle.ts";

/** What a student may ask the course staff for when a session has ended. */
export const staffRequests = ["more-time", "reopening", "help"] as const;
export type StaffRequest = (typeof staffRequests)[number];

/** What decides, besides the session's state, whether there may be another attempt. */
export interface AttemptFacts {
  /** The session's own number, counted from 1; those that staff gave count too. */
  readonly attempt: number;
  readonly maxAttempts: number;
  /** Published, open and not over. */
  readonly labOpen: boolean;
}

export interface StudentOptions {
  readonly possible: LabSessionEvent[];
  readonly attemptsLeft: number;
  readonly askStaffFor: StaffRequest | null;
}

/** What the student may do with the own session now, and what only staff can do for them. Pure. */
export function studentOptions(session: LifecycleFacts, facts: AttemptFacts): StudentOptions {
  const attemptsLeft = Math.max(0, facts.maxAttempts - facts.attempt);
  const mayReplace = attemptsLeft > 0 && facts.labOpen;
  const possible = possibleEvents(session, "STUDENT").filter(
    (event) => event !== "archive" || mayReplace,
  );
  return { possible, attemptsLeft, askStaffFor: askStaffFor(session, possible) };
}

function askStaffFor(
  { status, held }: LifecycleFacts,
  possible: readonly LabSessionEvent[],
): StaffRequest | null {
  // Staff know of a hold already.
  if (held) return null;
  if (status === "EXPIRED") return "more-time";
  if (status === "COMPLETED") return "reopening";
  return status === "FAILED" && !possible.includes("retry") ? "help" : null;
}
