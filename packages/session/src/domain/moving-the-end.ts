import {
  type LabSessionEvent,
  type LifecycleFacts,
  type Mover,
  possibleEvents,
  transitions,
} from "./lifecycle.ts";

const movers: readonly Mover[] = transitions.EXPIRED.extend.by;

/**
 * Whether a running session's end may be moved: a decision beside the status, for the same people who
 * may extend an expired one. Pure.
 */
export function mayMoveEnd(
  session: LifecycleFacts,
  mover: Mover,
): { ok: true } | { ok: false; refusal: "ILLEGAL_TRANSITION" | "FORBIDDEN" | "AMBIGUOUS_STATE" } {
  if (session.status !== "IN_PROGRESS") return { ok: false, refusal: "ILLEGAL_TRANSITION" };
  if (!movers.includes(mover)) return { ok: false, refusal: "FORBIDDEN" };
  if (session.held) return { ok: false, refusal: "AMBIGUOUS_STATE" };
  return { ok: true };
}

/** What this mover may do now: the table's events, and more time for a running session that has an end. */
export function possibleActions(
  session: LifecycleFacts,
  mover: Mover,
  endsAt: Date | null,
): LabSessionEvent[] {
  const events = possibleEvents(session, mover);
  return endsAt !== null && mayMoveEnd(session, mover).ok ? [...events, "extend"] : events;
}
