import { randomUUID } from "node:crypto";
import { createTestDatabase, type TestDatabase } from "@forgea/testing/database";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { enqueue } from "../store/job-store.ts";
import { inTransaction } from "../store/transaction.ts";
import { createTestDeps, type TestDeps } from "../testing.ts";
import { sweepProvisioning } from "./sweep-provisioning.ts";

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

/** A compensation that failed so many times and is to be tried again after hours. */
async function failedJob(attempts: number): Promise<string> {
  const intentId = randomUUID();
  await inTransaction(deps.worker, (tx) =>
    enqueue(tx, { task: "compensate-repository", payload: { intentId }, key: intentId }),
  );
  await deps.worker.pool.query(
    `SELECT graphile_worker.permanently_fail_jobs(array_agg(id), 'the provider answered 502')
     FROM graphile_worker.jobs WHERE key = $1`,
    [intentId],
  );
  await deps.worker.pool.query(
    `SELECT graphile_worker.reschedule_jobs(array_agg(id), now() + interval '5 hours', NULL, $2, 15)
     FROM graphile_worker.jobs WHERE key = $1`,
    [intentId, attempts],
  );
  return intentId;
}

async function waitOf(key: string): Promise<number> {
  const { rows } = await deps.worker.pool.query<{ seconds: number }>(
    `SELECT extract(epoch FROM run_at - now())::float8 AS seconds
     FROM graphile_worker.jobs WHERE key = $1`,
    [key],
  );
  return rows[0]?.seconds ?? Number.NaN;
}

const sweep = () => sweepProvisioning({ ...deps, database: deps.worker }, "sweep");

describe("a job of clearing away that failed", () => {
  it.each([1, 7, 14])("waits 15 s at most after %i failures", async (attempts) => {
    const key = await failedJob(attempts);
    await sweep();
    const wait = await waitOf(key);
    expect(wait).toBeLessThanOrEqual(15);
    expect(wait).toBeGreaterThan(5);
    // A sweep every few seconds does not put it off again and again.
    await sweep();
    expect(await waitOf(key)).toBeLessThanOrEqual(wait);
  });

  it("is left to its end after the last try", async () => {
    const key = await failedJob(15);
    await sweep();
    expect(await waitOf(key)).toBeGreaterThan(3_600);
  });
});
