import type { Lifecycle, LifecycleFacts, TransitionResult } from "./define-lifecycle.ts";

/** What a decision needs of the locked row. `version` counts decisions. */
export type DecidableRow<Status extends string, Condition extends string> = LifecycleFacts<
  Status,
  Condition
> & { readonly version: number };

export type Decision<Status extends string> =
  | { readonly ok: true; readonly to: Status; readonly version: number }
  | {
      readonly ok: false;
      readonly refusal:
        | Extract<TransitionResult<Status>, { ok: false }>["refusal"]
        | "STALE_VERSION";
    };

/**
 * Decides a move on a locked row, in this order: the version that the caller saw (absent: the system
 * decides on what is there), then the table. Pure; the caller writes status and version.
 */
export function decide<
  Status extends string,
  Event extends string,
  Mover extends string,
  Condition extends string,
>(
  lifecycle: Lifecycle<Status, Event, Mover, Condition>,
  row: DecidableRow<Status, Condition>,
  request: { readonly event: Event; readonly mover: Mover; readonly expectedVersion?: number },
): Decision<Status> {
  const { event, mover, expectedVersion } = request;
  if (expectedVersion !== undefined && expectedVersion !== row.version) {
    return { ok: false, refusal: "STALE_VERSION" };
  }
  const result = lifecycle.transition(row, event, mover);
  return result.ok ? { ...result, version: row.version + 1 } : result;
}
