import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inTransaction, openTestDatabase, refusalOf } from "./test-rows.ts";

let database: Awaited<ReturnType<typeof openTestDatabase>>;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

interface JobRow {
  task_identifier: string;
  payload: unknown;
  key: string | null;
  max_attempts: number;
  priority: number;
  later: boolean;
}

const takeJobs = async () => {
  const { rows } = await database.worker.query<JobRow>(
    `WITH taken AS (DELETE FROM graphile_worker._private_jobs RETURNING *)
     SELECT t.identifier AS task_identifier, j.payload, j.key, j.max_attempts, j.priority,
       j.run_at > now() AS later
     FROM taken j JOIN graphile_worker._private_tasks t ON t.id = j.task_id ORDER BY j.id`,
  );
  return rows;
};

const enqueueExpiry = (payload: string) =>
  database.app.query(
    `SELECT forgea.enqueue('expire-lab-session', $1, now() + interval '1 hour', 'expire:1', 3, 7)`,
    [payload],
  );

describe("forgea.enqueue", () => {
  it.each(["app", "worker"] as const)("adds a job as the %s's role", async (role) => {
    await database[role].query(
      `SELECT forgea.enqueue('provision-lab-session', '{"labSessionId":"1"}')`,
    );
    expect(await takeJobs()).toEqual([
      {
        task_identifier: "provision-lab-session",
        payload: { labSessionId: "1" },
        key: null,
        max_attempts: 15,
        priority: 0,
        later: false,
      },
    ]);
  });

  it("takes time, key, attempts and priority, and replaces a waiting job of the same key", async () => {
    await enqueueExpiry('{"n":1}');
    await enqueueExpiry('{"n":2}');
    expect(await takeJobs()).toEqual([
      {
        task_identifier: "expire-lab-session",
        payload: { n: 2 },
        key: "expire:1",
        max_attempts: 3,
        priority: 7,
        later: true,
      },
    ]);
  });

  it("adds the job only when the transaction commits", async () => {
    const failing = inTransaction(database.app, async (client) => {
      await client.query("SELECT forgea.enqueue('process-delivery', '{}')");
      await client.query("SELECT 1/0");
    });
    expect(await refusalOf(failing)).toBe("22012");
    expect(await takeJobs()).toEqual([]);
  });

  it("refuses a task that is not on the list", async () => {
    const unknown = "SELECT forgea.enqueue('drop-everything', '{}')";
    expect(await refusalOf(database.app.query(unknown))).toBe("FG010");
  });
});

describe("forgea.enqueue_many", () => {
  it("adds many jobs at once, in order, with a key each", async () => {
    const { rows } = await database.app.query(
      "SELECT forgea.enqueue_many('process-delivery', $1::jsonb[], job_keys => $2) AS added",
      [
        ['{"n":1}', '{"n":2}', '{"n":3}'],
        ["delivery:1", "delivery:2", null],
      ],
    );
    expect(rows).toEqual([{ added: 3 }]);
    const jobs = await takeJobs();
    expect(jobs.map((job) => [job.payload, job.key])).toEqual([
      [{ n: 1 }, "delivery:1"],
      [{ n: 2 }, "delivery:2"],
      [{ n: 3 }, null],
    ]);
  });

  it("adds nothing for an empty list, and refuses keys that do not match", async () => {
    const none = "SELECT forgea.enqueue_many('process-delivery', '{}') AS added";
    expect((await database.app.query(none)).rows).toEqual([{ added: 0 }]);
    const odd = `SELECT forgea.enqueue_many('process-delivery', ARRAY['{}'::jsonb], job_keys => '{a,b}')`;
    expect(await refusalOf(database.app.query(odd))).toBe("22023");
  });
});

describe("the job tables", () => {
  it("are out of the app's reach: neither graphile-worker's functions nor its rows", async () => {
    for (const statement of [
      "SELECT graphile_worker.add_job('process-delivery')",
      "SELECT * FROM graphile_worker._private_jobs",
      "INSERT INTO graphile_worker._private_tasks (identifier) VALUES ('x')",
    ]) {
      expect(await refusalOf(database.app.query(statement))).toBe("42501");
    }
  });

  it("have a list of tasks that only the owner writes", async () => {
    const insert = "INSERT INTO forgea.task (name, max_attempts, priority) VALUES ('mine', 1, 0)";
    expect(await refusalOf(database.app.query(insert))).toBe("42501");
    expect(await refusalOf(database.worker.query(insert))).toBe("42501");
    const widen =
      "INSERT INTO forgea.lifecycle_transition VALUES ('ARCHIVED', 'undo', 'PROVISIONING')";
    expect(await refusalOf(database.app.query(widen))).toBe("42501");
  });
});
