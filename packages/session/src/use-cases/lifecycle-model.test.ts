import { createTestDatabase, type TestDatabase } from "@forgea/testing/database";
import { CodedError } from "@forgea/trpc/coded-error";
import {
  type Arbitrary,
  array,
  assert,
  asyncProperty,
  constantFrom,
  nat,
  record,
} from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type LabSessionEvent,
  type LifecycleFacts,
  labSessionEvents,
  type Mover,
  transition,
} from "../domain/lifecycle.ts";
import { mayMoveEnd } from "../domain/moving-the-end.ts";
import { moveEnd } from "../store/move-end.ts";
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
  lab = await buildLab(deps, "model");
});
afterAll(async () => {
  await deps.close();
  await database.drop();
});

const movers = ["STUDENT", "ASSISTANT", "ADMIN", "SYSTEM"] as const satisfies readonly Mover[];

interface Command {
  readonly event: LabSessionEvent | "move-end";
  readonly mover: Mover;
  /** Sends a version that was true one decision ago. */
  readonly stale: boolean;
}

const aCommand: Arbitrary<Command> = record({
  event: constantFrom(...labSessionEvents, "move-end" as const),
  mover: constantFrom(...movers),
  stale: nat({ max: 9 }).map((drawn) => drawn === 0),
});

/** What the pure table says: the facts after a command, or the code of its refusal. */
type Model = LifecycleFacts & { readonly version: number };

function expected(model: Model, command: Command): Model | string {
  if (command.stale) return "STALE_VERSION";
  if (command.event === "move-end") {
    const allowed = mayMoveEnd(model, command.mover);
    return allowed.ok ? { ...model, version: model.version + 1 } : allowed.refusal;
  }
  const result = transition(model, command.event, command.mover);
  if (!result.ok) return result.refusal;
  const bound = model.bound || command.event === "bind";
  return { status: result.to, bound, held: false, version: model.version + 1 };
}

async function carryOut(id: string, model: Model, command: Command): Promise<string | null> {
  const at = deps.clock.now();
  const expectedVersion = command.stale ? model.version - 1 : model.version;
  const { event, mover } = command;
  try {
    await inTransaction(deps.database, async (tx) => {
      if (event !== "move-end") {
        const result = transition(model, event, mover);
        const to = result.ok ? result.to : undefined;
        await makeMove(tx, deps, id, { event, mover, to, expectedVersion });
        return;
      }
      await moveEnd(tx, {
        labSessionId: id,
        by: { kind: mover, id: null },
        at,
        correlationId: "test",
        expectedVersion,
        endsAt: new Date(at.getTime() + 3_600_000 + model.version * 1_000),
        data: {},
      });
    });
    return null;
  } catch (error) {
    if (error instanceof CodedError) return error.code;
    throw error;
  }
}

describe("random commands", () => {
  // oxlint-disable-next-line node/no-process-env -- the only way to hand a test the seed of an earlier run
  const seed = Number(process.env["FORGEA_TEST_SEED"] ?? Math.floor(Math.random() * 2 ** 31));

  it(`have in the database the effect that the pure table says (FORGEA_TEST_SEED=${seed})`, async () => {
    await assert(
      asyncProperty(array(aCommand, { minLength: 5, maxLength: 25 }), async (commands) => {
        const id = await buildLifecycleSession(deps, lab, "PROVISIONING", false);
        let model: Model = { status: "PROVISIONING", bound: false, held: false, version: 1 };
        let accepted = 1;
        for (const command of commands) {
          const wanted = expected(model, command);
          const refusal = await carryOut(id, model, command);
          expect([command, refusal]).toEqual([command, typeof wanted === "string" ? wanted : null]);
          if (typeof wanted !== "string") {
            model = wanted;
            accepted += 1;
          }
        }
        const session = await deps.database.prisma.labSession.findUniqueOrThrow({
          where: { id },
          include: { events: true },
        });
        expect({
          status: session.status,
          version: session.version,
          bound: session.boundAt !== null,
          events: session.events.length,
        }).toEqual({
          status: model.status,
          version: model.version,
          bound: model.bound,
          events: accepted,
        });
      }),
      { seed, numRuns: 40 },
    );
  });
});
