import { describe, expect, it } from "vitest";
import {
  labSessionEvents,
  labSessionStatuses,
  possibleEvents,
  transition,
  transitions,
} from "./lifecycle.ts";

/** The table of the lifecycle as people read it: from, event, to, and who. */
const readable = [
  ["PROVISIONING", "bind", "IN_PROGRESS", ["SYSTEM"]],
  ["PROVISIONING", "provisioning-failed", "FAILED", ["SYSTEM"]],
  ["PROVISIONING", "fail", "FAILED", ["ADMIN"]],
  ["IN_PROGRESS", "fail", "FAILED", ["ADMIN"]],
  ["FAILED", "retry", "PROVISIONING", ["STUDENT", "ASSISTANT", "ADMIN"]],
  ["IN_PROGRESS", "complete", "COMPLETED", ["STUDENT"]],
  ["IN_PROGRESS", "force-complete", "COMPLETED", ["ADMIN"]],
  ["EXPIRED", "force-complete", "COMPLETED", ["ADMIN"]],
  ["IN_PROGRESS", "expire", "EXPIRED", ["SYSTEM"]],
  ["IN_PROGRESS", "repository-lost", "FAILED", ["SYSTEM"]],
  ["EXPIRED", "extend", "IN_PROGRESS", ["ASSISTANT", "ADMIN"]],
  ["COMPLETED", "reopen", "IN_PROGRESS", ["ADMIN"]],
  ["FAILED", "reopen", "IN_PROGRESS", ["ADMIN"]],
  ["COMPLETED", "revert", "EXPIRED", ["ADMIN"]],
  ["PROVISIONING", "archive", "ARCHIVED", ["ADMIN"]],
  ["IN_PROGRESS", "archive", "ARCHIVED", ["ADMIN"]],
  ["COMPLETED", "archive", "ARCHIVED", ["STUDENT", "ADMIN"]],
  ["EXPIRED", "archive", "ARCHIVED", ["STUDENT", "ADMIN"]],
  ["FAILED", "archive", "ARCHIVED", ["STUDENT", "ADMIN"]],
] as const;

describe("transitions", () => {
  it("hold exactly the moves that were agreed on, for exactly those people", () => {
    const table = Object.entries(transitions).flatMap(([from, moves]) =>
      Object.entries(moves).map(([event, move]) => `${from} ${event} ${move.to} ${move.by.join()}`),
    );
    const agreed = readable.map(([from, event, to, by]) => `${from} ${event} ${to} ${by.join()}`);
    expect(table.toSorted()).toEqual(agreed.toSorted());
  });
});

describe("transition", () => {
  const movers = ["STUDENT", "ASSISTANT", "ADMIN", "SYSTEM"] as const;

  it("allows a pair for a mover only when the table has it, in the whole matrix", () => {
    for (const status of labSessionStatuses) {
      for (const event of labSessionEvents) {
        for (const mover of movers) {
          for (const bound of [true, false]) {
            const row = readable.find((r) => r[0] === status && r[1] === event);
            const boundFits =
              (event !== "retry" || !bound) && (status !== "FAILED" || event !== "reopen" || bound);
            const people: readonly string[] = row?.[3] ?? [];
            const result = transition({ status, bound, held: false }, event, mover);
            const legal = row !== undefined && boundFits && people.includes(mover);
            expect([status, event, mover, bound, result.ok]).toEqual([
              status,
              event,
              mover,
              bound,
              legal,
            ]);
          }
        }
      }
    }
  });

  it("refuses every move of a session on hold as ambiguous", () => {
    const held = { status: "IN_PROGRESS", bound: true, held: true } as const;
    expect(transition(held, "complete", "STUDENT")).toEqual({
      ok: false,
      refusal: "AMBIGUOUS_STATE",
    });
    expect(possibleEvents(held, "ADMIN")).toEqual([]);
  });

  it("says FORBIDDEN rather than illegal when only the role is wrong", () => {
    const session = { status: "IN_PROGRESS", bound: true, held: false } as const;
    expect(transition(session, "fail", "ASSISTANT")).toEqual({ ok: false, refusal: "FORBIDDEN" });
  });
});
