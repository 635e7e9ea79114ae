import {
  defineLifecycle,
  type Move,
  type TransitionTable,
} from "@forgea/lifecycle/define-lifecycle";

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

/** `bound`: true: only once a repository was bound; false: only before any was. */
type Condition = "bound";
type LabSessionMove = Move<LabSessionStatus, Mover, Condition>;

const archive = { to: "ARCHIVED", by: ["ADMIN"] } as const satisfies LabSessionMove;
/** A student replaces what has ended only, and while the lab allows another attempt (`startNextAttempt`). */
const archiveEnded = {
  to: "ARCHIVED",
  by: ["STUDENT", "ADMIN"],
} as const satisfies LabSessionMove;

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
    archive: archiveEnded,
  },
  EXPIRED: {
    "force-complete": { to: "COMPLETED", by: ["ADMIN"] },
    extend: { to: "IN_PROGRESS", by: ["ASSISTANT", "ADMIN"] },
    archive: archiveEnded,
  },
  FAILED: {
    retry: { to: "PROVISIONING", by: ["STUDENT", "ASSISTANT", "ADMIN"], bound: false },
    reopen: { to: "IN_PROGRESS", by: ["ADMIN"], bound: true },
    archive: archiveEnded,
  },
  ARCHIVED: {},
} as const satisfies TransitionTable<LabSessionStatus, LabSessionEvent, Mover, Condition>;

/** The rules made from the table; what they do stands in packages/lifecycle. */
export const labSessionLifecycle = defineLifecycle<
  LabSessionStatus,
  LabSessionEvent,
  Mover,
  Condition
>({ events: labSessionEvents, conditions: ["bound"], table: transitions });

/** What the table needs to know of a session. */
export type LifecycleFacts = Parameters<typeof labSessionLifecycle.transition>[0];

/** Pure: never throws, reads no clock and no database. */
export const { transition, possibleEvents } = labSessionLifecycle;
