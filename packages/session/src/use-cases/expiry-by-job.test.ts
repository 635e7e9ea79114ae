import { createTestDatabase, type TestDatabase } from "@forgea/testing/database";
import { Logger as JobLogger, run } from "graphile-worker";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { taskList } from "../tasks/task-list.ts";
import { buildWorkingSession, createTestDeps, type TestDeps } from "../testing.ts";

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

/** Milliseconds after its end by which a session must have ended. */
const exactToMs = 5_000;

describe("a session whose time is up", () => {
  it("is ended by the running worker within five seconds of its end, never before", async () => {
    const endsAt = new Date(Date.now() + 3_000);
    const sessions = await Promise.all(
      ["one", "two", "three"].map((name) =>
        buildWorkingSession(deps, `ends-${name}`, { dueAt: endsAt }),
      ),
    );
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
          .poll(async () => (await read()).status, { timeout: 10_000, interval: 50 })
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
