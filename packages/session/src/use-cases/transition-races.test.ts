import { createTestDatabase, type TestDatabase } from "@forgea/testing/database";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { labSessionLifecycle, type Mover, transition } from "../domain/lifecycle.ts";
import { inTransaction } from "../store/transaction.ts";
import {
  buildLab,
  buildLifecycleSession,
  createTestDeps,
  makeMove,
  type TestDeps,
  type TestLab,
} from "../testing.ts";

let database: TestDatabase;
let deps: TestDeps;
let lab: TestLab;

beforeAll(async () => {
  database = await createTestDatabase();
  deps = createTestDeps(database);
  lab = await buildLab(deps, "races");
});
afterAll(async () => {
  await deps.close();
  await database.drop();
});

const codes = ["STALE_VERSION", "ILLEGAL_TRANSITION"];

/** The first mover that the table names. */
const moverOf = ({ by }: { by: readonly Mover[] }): Mover => by[0] ?? "SYSTEM";

describe("two at once", () => {
  // Every row of the table, each against itself and against one other that is legal from the same state.
  const rows = labSessionLifecycle.rows.map((row) => {
    const bound = row.conditions["bound"] ?? row.from !== "PROVISIONING";
    const rival =
      labSessionLifecycle.rows.find(
        (other) =>
          other.from === row.from &&
          other.event !== row.event &&
          transition({ status: other.from, bound, held: false }, other.event, moverOf(other)).ok,
      ) ?? row;
    return { ...row, bound, rival };
  });

  it.each(rows)(
    "one of four wins and the others are told: $event against $rival.event, from $from",
    async (row) => {
      const id = await buildLifecycleSession(deps, lab, row.from, row.bound);
      const read = () =>
        deps.database.prisma.labSession.findUniqueOrThrow({
          where: { id },
          include: { events: { orderBy: { seq: "asc" } } },
        });
      const before = await read();
      // People send the version they saw; the system decides on what is there.
      const attempt = (move: typeof row | typeof row.rival) =>
        inTransaction(deps.database, (tx) =>
          makeMove(tx, deps, id, {
            event: move.event,
            mover: moverOf(move),
            to: move.to,
            ...(moverOf(move) !== "SYSTEM" && { expectedVersion: before.version }),
          }),
        );
      const outcomes = await Promise.allSettled([row, row.rival, row, row.rival].map(attempt));
      const after = await read();
      const won = outcomes.filter(({ status }) => status === "fulfilled").length;
      const accepted = after.events.length - before.events.length;
      expect([won, accepted, after.version - before.version]).toEqual([1, 1, 1]);
      for (const outcome of outcomes) {
        if (outcome.status === "rejected") expect(codes).toContain(outcome.reason.code);
      }
      expect(after.events.map(({ seq }) => seq)).toEqual(after.events.map((_, at) => at + 1));
      expect(after.events.at(-1)).toMatchObject({ fromStatus: row.from, toStatus: after.status });
    },
  );
});
