import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { insertLab, openTestDatabase, refusalOf, startLabSession } from "./test-rows.ts";

let database: Awaited<ReturnType<typeof openTestDatabase>>;
beforeAll(async () => {
  database = await openTestDatabase();
  await startLabSession(database.app);
});
afterAll(() => database.close());

describe("the app's and the worker's role", () => {
  it.each([
    ["switch triggers off", "SET session_replication_role = replica"],
    ["switch one trigger off", "ALTER TABLE lab_sessions DISABLE TRIGGER guard_update"],
    ["drop a constraint", "ALTER TABLE lab_sessions DROP CONSTRAINT lab_sessions_failed_check"],
    ["become the owner", "SET ROLE forgea_owner"],
    ["make a table", "CREATE TABLE mine (id integer)"],
    ["make a temporary table that hides a real one", "CREATE TEMP TABLE lab_sessions (id integer)"],
    ["make a schema", "CREATE SCHEMA mine"],
    [
      "replace a function",
      "CREATE OR REPLACE FUNCTION forgea.refuse_change() RETURNS trigger LANGUAGE sql AS ''",
    ],
    ["call the hash function", "SELECT forgea.hash_field('x')"],
    ["read Prisma's record", "SELECT * FROM _prisma_migrations"],
    ["rewind the ids that order events", "SELECT setval('session_events_id_seq', 1)"],
  ])("cannot %s", async (_what, statement) => {
    for (const role of ["app", "worker"] as const) {
      expect(await refusalOf(database[role].query(statement))).toBe("42501");
    }
  });

  it("differ: only the app changes people, only the worker reports its life", async () => {
    await insertLab(database.app);
    const promote = "UPDATE users SET role = 'ADMIN'";
    expect(await refusalOf(database.worker.query(promote))).toBe("42501");
    const beat = "INSERT INTO worker_heartbeats VALUES ('w', now(), now())";
    expect(await refusalOf(database.app.query(beat))).toBe("42501");
    expect(await refusalOf(database.worker.query(beat))).toBe("accepted");
  });

  it("do not rewrite what a webhook brought, nor its body", async () => {
    for (const column of ["body = ''", "guid = 'x'", "received_at = now()", "body_sha256 = ''"]) {
      const rewrite = database.worker.query(`UPDATE webhook_deliveries SET ${column}`);
      expect(await refusalOf(rewrite)).toBe("42501");
    }
  });
});

describe("values that no row may have", () => {
  it.each([
    ["UPDATE labs SET slug = 'Git Basics'", "labs_slug_check"],
    ["UPDATE labs SET slug = '-git'", "labs_slug_check"],
    ["UPDATE labs SET base_repo_url = 'file:///etc'", "labs_base_repo_url_check"],
    ["UPDATE labs SET opens_at = now(), due_at = now() - interval '1 day'", "labs_dates_check"],
    ["UPDATE labs SET max_attempts = 0", "labs_max_attempts_check"],
    ["UPDATE users SET name = ''", "users_name_check"],
    [
      `INSERT INTO webhook_deliveries (host, hook_scope, guid, event, received_at, body_sha256, body, correlation_id)
       VALUES ('github.com', '1', 'g', 'push', now(), '\\x00', '', 'c')`,
      "webhook_deliveries_body_sha256_check",
    ],
    [
      `INSERT INTO github_accounts (host, provider_user_id, login, user_id, source)
       SELECT 'github.com', -5, 'mia', id, 'SIGN_IN' FROM users`,
      "github_accounts_provider_user_id_check",
    ],
    [
      `INSERT INTO session_events (lab_session_id, kind, actor_kind, data, correlation_id, at)
       SELECT id, 'push-accepted', 'SYSTEM', '[1]', 'c', now() FROM lab_sessions`,
      "session_events_data_check",
    ],
  ])("%s", async (statement, constraint) => {
    expect(await refusalOf(database.app.query(statement))).toBe(`23514 ${constraint}`);
  });
});
