/**
 * What the triggers refuse, by SQLSTATE. Class FG is Forgea's own; constraint violations keep
 * PostgreSQL's codes (23505 unique, 23514 check, 23503 foreign key) and name their constraint.
 */
export const databaseErrorCodes = {
  /** The transition table has no such move, or not for a session that was (never) bound. */
  ILLEGAL_TRANSITION: "FG001",
  /** A decision that is not version + 1, or a version that is neither the old one nor the next. */
  VERSION: "FG002",
  /** The status of a held session was to change. */
  HELD: "FG003",
  /** At commit: a decision without its event. */
  EVENT_MISSING: "FG004",
  /** UPDATE, DELETE or TRUNCATE of what is only ever added, or the chain's head moved by hand. */
  APPEND_ONLY: "FG005",
  /** A column that is written once, or a published version. */
  IMMUTABLE: "FG006",
  /** The event does not say what just happened, or the note is not its event's. */
  EVENT_MISMATCH: "FG007",
  /** At commit: a session in progress, not held, without an ACTIVE mapping. */
  MAPPING_MISSING: "FG008",
  /** A mapping's status cannot change so. */
  ILLEGAL_MAPPING_TRANSITION: "FG009",
  /** forgea.enqueue was asked for a task that is not in forgea.task. */
  UNKNOWN_TASK: "FG010",
  /** A student's event that only staff may cause: an attempt too many, or one that replaces open work. */
  STUDENTS_ATTEMPT: "FG011",
} as const;

export interface DatabaseError {
  /** SQLSTATE, five characters. */
  code: string;
  message: string;
  /** The constraint or unique index, where the database names it. */
  constraint?: string;
}

type Fields = Record<string, unknown>;

function fieldsOf(value: unknown): Fields | undefined {
  return typeof value === "object" && value !== null ? (value as Fields) : undefined;
}

/** Prisma hands the database's error on inside its own, and inside the driver adapter's in turn. */
function unwrap(error: unknown): Fields | undefined {
  const outer = fieldsOf(error);
  const driverError = fieldsOf(fieldsOf(outer?.meta)?.driverAdapterError) ?? outer;
  const cause = fieldsOf(driverError?.cause);
  return cause && "originalCode" in cause ? cause : outer;
}

/**
 * What the database said, out of an error of Prisma's (query, raw query or commit) or of pg's;
 * undefined for everything else. For deciding and logging, not for people: messages name rows.
 */
export function readDatabaseError(error: unknown): DatabaseError | undefined {
  const fields = unwrap(error);
  const code = fields?.originalCode ?? fields?.code;
  const message = fields?.originalMessage ?? fields?.message;
  if (typeof code !== "string" || !/^[0-9A-Z]{5}$/.test(code) || typeof message !== "string") {
    return undefined;
  }
  // Prisma's codes (P2002) have the same five characters, and are about Prisma.
  if (/^P2\d{3}$/.test(code)) return undefined;
  const named = fields?.constraint ?? /constraint "([^"]+)"/.exec(message)?.[1];
  const constraint = fieldsOf(named)?.index ?? named;
  return { code, message, ...(typeof constraint === "string" && { constraint }) };
}

/** Serialisation failure and deadlock: the same transaction may succeed when it is run again. */
const retryableCodes = new Set(["40001", "40P01"]);

/** Whether running the whole transaction again is right. Never for a unique violation: re-read then. */
export function isRetryable(error: unknown): boolean {
  return retryableCodes.has(readDatabaseError(error)?.code ?? "");
}
