/** Every status of a lab session. */
export const labSessionStatuses = [
  "PROVISIONING",
  "IN_PROGRESS",
  "COMPLETED",
  "EXPIRED",
  "FAILED",
  "ARCHIVED",
] as const;
export type LabSessionStatus = (typeof labSessionStatuses)[number];

export const labSessionEvents = [
  "bind",
  "provisioning-failed",
  "fail",
  "retry",
  "complete",
  "force-complete",
  "expire",
  "repository-lost",
  "extend",
  "reopen",
  "revert",
  "archive",
] as const;
export type LabSessionEvent = (typeof labSessionEvents)[number];

/** Who may cause a transition. A role of a person, or the system itself. */
export type Mover = "STUDENT" | "ASSISTANT" | "ADMIN" | "SYSTEM";

interface Move {
  readonly to: LabSessionStatus;
  readonly by: readonly Mover[];
  /** true: only once a repository was bound; false: only before any was. */
  readonly bound?: boolean;
}

type TransitionTable = Readonly<
  Record<LabSessionStatus, Readonly<Partial<Record<LabSessionEvent, Move>>>>
>;

const archive = { to: "ARCHIVED", by: ["ADMIN"] } as const satisfies Move;

/** Every legal move of a lab session. Read this table and you know them all. */
export const transitions = {
  PROVISIONING: {
    bind: { to: "IN_PROGRESS", by: ["SYSTEM"] },
    "provisioning-failed": { to: "FAILED", by: ["SYSTEM"] },
    fail: { to: "FAILED", by: ["ADMIN"] },
    archive,
  },
  IN_PROGRESS: {
    complete: { to: "COMPLETED", by: ["STUDENT"] },
    "force-complete": { to: "COMPLETED", by: ["ADMIN"] },
    expire: { to: "EXPIRED", by: ["SYSTEM"] },
    "repository-lost": { to: "FAILED", by: ["SYSTEM"] },
    fail: { to: "FAILED", by: ["ADMIN"] },
    archive,
  },
  COMPLETED: {
    reopen: { to: "IN_PROGRESS", by: ["ADMIN"] },
    revert: { to: "EXPIRED", by: ["ADMIN"] },
    archive,
  },
  EXPIRED: {
    "force-complete": { to: "COMPLETED", by: ["ADMIN"] },
    extend: { to: "IN_PROGRESS", by: ["ASSISTANT", "ADMIN"] },
    archive,
  },
  FAILED: {
    retry: { to: "PROVISIONING", by: ["STUDENT", "ASSISTANT", "ADMIN"], bound: false },
    reopen: { to: "IN_PROGRESS", by: ["ADMIN"], bound: true },
    archive,
  },
  ARCHIVED: {},
} as const satisfies TransitionTable;

/** What the table needs to know of a session. */
export interface LifecycleFacts {
  readonly status: LabSessionStatus;
  readonly bound: boolean;
  readonly held: boolean;
}

export type TransitionResult =
  | { readonly ok: true; readonly to: LabSessionStatus }
  | {
      readonly ok: false;
      readonly refusal: "ILLEGAL_TRANSITION" | "AMBIGUOUS_STATE" | "FORBIDDEN";
    };

/** Pure: never throws, reads no clock and no database. */
export function transition(
  session: LifecycleFacts,
  event: LabSessionEvent,
  mover: Mover,
): TransitionResult {
  const table: TransitionTable = transitions;
  const move = table[session.status][event];
  if (move === undefined) return { ok: false, refusal: "ILLEGAL_TRANSITION" };
  if (move.bound !== undefined && move.bound !== session.bound) {
    return { ok: false, refusal: "ILLEGAL_TRANSITION" };
  }
  if (!move.by.includes(mover)) return { ok: false, refusal: "FORBIDDEN" };
  if (session.held) return { ok: false, refusal: "AMBIGUOUS_STATE" };
  return { ok: true, to: move.to };
}

/** The events that this mover may cause now: what the buttons of a page are made from. */
export function possibleEvents(session: LifecycleFacts, mover: Mover): LabSessionEvent[] {
  return labSessionEvents.filter((event) => transition(session, event, mover).ok);
}
