import { randomBytes } from "node:crypto";
import { createTestDatabase } from "@forgea/testing/database";
import { Pool, type PoolClient } from "pg";
import { readDatabaseError } from "./database-errors.ts";
import type { LabSessionStatus } from "./generated/enums.ts";

function openPool(connectionString: string, max: number): Pool {
  const pool = new Pool({ connectionString, max });
  // end() does not wait for the server to close: dropping the database may still cut a connection.
  pool.on("error", () => {});
  return pool;
}

/** A database of the test's own, seen by each of the three roles. */
export async function openTestDatabase() {
  const database = await createTestDatabase();
  const app = openPool(database.appUrl, 12);
  const worker = openPool(database.workerUrl, 4);
  const owner = openPool(database.ownerUrl, 4);
  return {
    ...database,
    app,
    worker,
    owner,
    async close() {
      await Promise.all([app.end(), worker.end(), owner.end()]);
      await database.drop();
    },
  };
}

export type Queryable = Pick<Pool | PoolClient, "query">;

/** Runs `work` in a transaction that is committed, or rolled back with its error. */
export async function inTransaction<T>(
  pool: Pool,
  work: (client: PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    const result = await work(client);
    await client.query("COMMIT");
    return result;
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  } finally {
    client.release();
  }
}

/** The SQLSTATE (and constraint) that something was refused with, or that it was not. */
export async function refusalOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return "accepted";
  } catch (error) {
    const refusal = readDatabaseError(error);
    if (!refusal) throw error;
    return refusal.constraint ? `${refusal.code} ${refusal.constraint}` : refusal.code;
  }
}

export interface LabRow {
  userId: string;
  labId: string;
  labVersionId: string;
}

const sha = "a".repeat(40);

/** A new student and a new lab with one published version. */
export async function insertLab(client: Queryable): Promise<LabRow> {
  const slug = `lab-${randomBytes(6).toString("hex")}`;
  const { rows } = await client.query<LabRow>(
    `WITH student AS (INSERT INTO users (name) VALUES ('Mia') RETURNING id),
     lab AS (
       INSERT INTO labs (slug, title, summary, base_repo_url, updated_at)
       VALUES ($1, 'Lab', '', 'https://github.com/forgea/lab-template', now()) RETURNING id
     ),
     version AS (
       INSERT INTO lab_versions (lab_id, number, source_host, source_repo_id, source_full_name,
         source_commit_sha, template_host, template_repo_id, template_full_name, template_tree_sha,
         instructions, published_at)
       SELECT id, 1, 'github.com', 1, 'forgea/lab-template', $2, 'github.com', 2, 'forgea/lab-v1',
         $2, '', now()
       FROM lab RETURNING id
     )
     SELECT student.id AS "userId", lab.id AS "labId", version.id AS "labVersionId"
     FROM student, lab, version`,
    [slug, sha],
  );
  const [lab] = rows;
  if (!lab) throw new Error("the lab was not inserted");
  return lab;
}

export interface NewEvent {
  labSessionId: string;
  kind: string;
  from?: LabSessionStatus | null;
  to?: LabSessionStatus | null;
  data?: string;
}

/** Appends an event by the system. */
export async function appendEvent(client: Queryable, event: NewEvent): Promise<string> {
  const { rows } = await client.query<{ id: string }>(
    `INSERT INTO session_events
       (lab_session_id, kind, from_status, to_status, actor_kind, data, correlation_id, at)
     VALUES ($1, $2, $3, $4, 'SYSTEM', $5, 'test', now()) RETURNING id`,
    [event.labSessionId, event.kind, event.from ?? null, event.to ?? null, event.data ?? "{}"],
  );
  return rows[0]?.id ?? "";
}

/** Inserts a session without its event, which is what most tests must not do. */
export async function insertLabSession(client: Queryable, lab: LabRow): Promise<string> {
  const { rows } = await client.query<{ id: string }>(
    "INSERT INTO lab_sessions (user_id, lab_id, lab_version_id) VALUES ($1, $2, $3) RETURNING id",
    [lab.userId, lab.labId, lab.labVersionId],
  );
  return rows[0]?.id ?? "";
}

/** A started session: row and event. */
export async function startLabSession(pool: Pool, lab?: LabRow): Promise<string> {
  const row = lab ?? (await insertLab(pool));
  return await inTransaction(pool, async (client) => {
    const labSessionId = await insertLabSession(client, row);
    await appendEvent(client, { labSessionId, kind: "start", to: "PROVISIONING" });
    return labSessionId;
  });
}

/** An ACTIVE mapping of a repository that no other session has. */
export async function insertActiveMapping(client: Queryable, labSessionId: string): Promise<void> {
  await client.query(
    `INSERT INTO github_repo_mappings
       (host, provider_repo_id, owner, name, lab_session_id, status, source, bound_at)
     VALUES ('github.com', $2, 'forgea', $3, $1, 'ACTIVE', 'PROVISIONED', now())`,
    [labSessionId, randomBytes(5).readUIntBE(0, 5) + 1, `repo-${labSessionId}`],
  );
}

/** What a row of each status needs, so that only the rule under test can refuse it. */
const columnsFor: Record<LabSessionStatus, string> = {
  PROVISIONING: "failure_code = NULL, completed_at = NULL",
  IN_PROGRESS: `failure_code = NULL, completed_at = NULL, user_fork_url = 'https://github.com/o/n',
    started_at = coalesce(started_at, now()), bound_at = coalesce(bound_at, now())`,
  COMPLETED: "failure_code = NULL, completed_at = now()",
  EXPIRED: "failure_code = NULL, completed_at = NULL",
  FAILED: "failure_code = 'TEMPLATE_MISSING', completed_at = NULL",
  ARCHIVED: "failure_code = failure_code",
};

/** Writes a status as a decision, with plain SQL and without its event. */
export async function writeStatus(
  client: Queryable,
  labSessionId: string,
  status: LabSessionStatus,
): Promise<void> {
  await client.query(
    `UPDATE lab_sessions SET status = $2, version = version + 1, ${columnsFor[status]} WHERE id = $1`,
    [labSessionId, status],
  );
}

/** One legal move: status, mapping when it is bound, event. */
export async function move(
  pool: Pool,
  labSessionId: string,
  [from, kind, to]: readonly [LabSessionStatus, string, LabSessionStatus],
): Promise<void> {
  await inTransaction(pool, async (client) => {
    await writeStatus(client, labSessionId, to);
    if (kind === "bind") await insertActiveMapping(client, labSessionId);
    await appendEvent(client, { labSessionId, kind, from, to });
  });
}

const bind = ["PROVISIONING", "bind", "IN_PROGRESS"] as const;

/** The moves that lead from a start to each state that the transition table tells apart. */
export const pathsTo = {
  PROVISIONING: [],
  IN_PROGRESS: [bind],
  COMPLETED: [bind, ["IN_PROGRESS", "complete", "COMPLETED"]],
  EXPIRED: [bind, ["IN_PROGRESS", "expire", "EXPIRED"]],
  "FAILED, never bound": [["PROVISIONING", "provisioning-failed", "FAILED"]],
  "FAILED, once bound": [bind, ["IN_PROGRESS", "fail", "FAILED"]],
  "ARCHIVED, never bound": [["PROVISIONING", "archive", "ARCHIVED"]],
  "ARCHIVED, once bound": [bind, ["IN_PROGRESS", "archive", "ARCHIVED"]],
} as const satisfies Record<
  string,
  readonly (readonly [LabSessionStatus, string, LabSessionStatus])[]
>;

export type TestState = keyof typeof pathsTo;

/** A new session that was moved to this state by legal moves. */
export async function reach(pool: Pool, state: TestState): Promise<string> {
  const labSessionId = await startLabSession(pool);
  for (const step of pathsTo[state]) await move(pool, labSessionId, step);
  return labSessionId;
}
