import { createTestDatabase, type TestDatabase } from "@forgea/testing/database";
import { Logger as JobLogger, run } from "graphile-worker";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { appendEvent } from "../store/event-store.ts";
import { inTransaction } from "../store/transaction.ts";
import { taskList } from "../tasks/task-list.ts";
import { buildWorkingSession, createTestDeps, type TestDeps } from "../testing.ts";
import { planEnd } from "./extend-lab-session.ts";

let database: TestDatabase;
let deps: TestDeps;

beforeAll(async () => {
  database = await createTestDatabase();
  deps = createTestDeps(database);
});
afterAll(async () => {
  await deps.close();
  await database.drop();
});

/** Moves the end of a running session nearer, as no use case does. */
function endAt(id: string, endsAt: Date): Promise<void> {
  return inTransaction(deps.database, async (tx) => {
    await tx.labSession.update({ where: { id }, data: { endsAt, version: 3 } });
    const by = { kind: "OPERATOR", id: null } as const;
    const at = new Date();
    await appendEvent(tx, { labSessionId: id, kind: "extend", by, correlationId: "test", at });
    await planEnd(tx, id, endsAt, "test");
  });
}

/** Milliseconds after its end by which a session must have ended. */
const exactToMs = 5_000;

describe("a session whose time is up", () => {
  it("is ended by the running worker within five seconds of its end, never before", async () => {
    const sessions = [];
    for (const name of ["one", "two", "three"]) {
      sessions.push(await buildWorkingSession(deps, `ends-${name}`, { durationMinutes: 60 }));
    }
    // Set once they run: however slow the machine, each has an end that lies ahead.
    const endsAt = new Date(Date.now() + 3_000);
    for (const { id } of sessions) await endAt(id, endsAt);
    const workerDeps = {
      ...deps,
      database: deps.worker,
      clock: { now: () => new Date() },
      workerId: "test-worker",
    };
    // As apps/forgea-worker runs it.
    const runner = await run({
      connectionString: deps.workerUrl,
      taskList: taskList(workerDeps),
      pollInterval: 1_000,
      noHandleSignals: true,
      logger: new JobLogger(() => () => undefined),
    });
    try {
      for (const { read } of sessions) {
        await expect
          .poll(async () => (await read()).status, { timeout: 20_000, interval: 50 })
          .toBe("EXPIRED");
        const { events } = await read();
        const lateMs = (events.at(-1)?.at.getTime() ?? 0) - endsAt.getTime();
        expect(lateMs).toBeGreaterThanOrEqual(0);
        expect(lateMs).toBeLessThanOrEqual(exactToMs);
      }
    } finally {
      await runner.stop();
    }
  });
});
