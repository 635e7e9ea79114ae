import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { appendEvent, inTransaction, openTestDatabase, reach, refusalOf } from "./test-rows.ts";

let database: Awaited<ReturnType<typeof openTestDatabase>>;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const update = (id: string, columns: string) =>
  database.app.query(`UPDATE lab_sessions SET ${columns} WHERE id = $1`, [id]);

describe("the version of a session", () => {
  it.each([
    ["the status", "status = 'EXPIRED'"],
    ["the end", "ends_at = now() + interval '1 hour'"],
    ["a hold", "held_at = now(), hold_reason = 'REPO_AMBIGUOUS'"],
    ["the time it began", "started_at = started_at - interval '1 hour'"],
  ])("is raised by whoever changes %s", async (_what, columns) => {
    const id = await reach(database.app, "IN_PROGRESS");
    expect(await refusalOf(update(id, columns))).toBe("FG002");
    expect(await refusalOf(update(id, `${columns}, version = version + 2`))).toBe("FG002");
    expect(await refusalOf(update(id, `${columns}, version = version - 1`))).toBe("FG002");
  });

  it("stays when a push or the provider changes what they may", async () => {
    const id = await reach(database.app, "IN_PROGRESS");
    await update(id, "last_push_at = now(), last_verified_at = now(), access_state = 'ACCEPTED'");
    await update(id, "user_fork_url = 'https://github.com/o/renamed'");
    const { rows } = await database.app.query("SELECT version FROM lab_sessions WHERE id = $1", [
      id,
    ]);
    expect(rows).toEqual([{ version: 2 }]);
  });

  it("is never raised without an event in the same transaction", async () => {
    const id = await reach(database.app, "IN_PROGRESS");
    const extend = "ends_at = now() + interval '1 hour', version = version + 1";
    expect(await refusalOf(update(id, extend))).toBe("FG004");
    await inTransaction(database.app, async (client) => {
      await client.query(`UPDATE lab_sessions SET ${extend} WHERE id = $1`, [id]);
      await appendEvent(client, { labSessionId: id, kind: "extend" });
    });
    // Yesterday's event is no excuse for today's decision.
    expect(await refusalOf(update(id, "version = version + 1"))).toBe("FG004");
  });
});

describe("the commit that was named at Submit", () => {
  const named = "a".repeat(40);
  const submit = async () => {
    const id = await reach(database.app, "IN_PROGRESS");
    await inTransaction(database.app, async (client) => {
      await client.query(
        `UPDATE lab_sessions SET status = 'COMPLETED', completed_at = now(), submitted_sha = $2,
           version = version + 1 WHERE id = $1`,
        [id, named],
      );
      await appendEvent(client, {
        labSessionId: id,
        kind: "complete",
        from: "IN_PROGRESS",
        to: "COMPLETED",
      });
    });
    return id;
  };

  it("is a commit of a submitted session, and changes with the status only", async () => {
    const running = await reach(database.app, "IN_PROGRESS");
    await update(running, `submitted_sha = '${named}'`);
    const { rows } = await database.app.query(
      "SELECT submitted_sha FROM lab_sessions WHERE id = $1",
      [running],
    );
    expect(rows).toEqual([{ submitted_sha: null }]);
    const id = await submit();
    expect(await refusalOf(update(id, `submitted_sha = '${"b".repeat(40)}'`))).toBe("FG006");
    expect(await refusalOf(update(id, "submitted_sha = NULL"))).toBe("FG006");
    const nameless = "completed_at = now(), submitted_sha = 'main', version = version + 1";
    expect(await refusalOf(update(running, `status = 'COMPLETED', ${nameless}`))).toBe(
      "23514 lab_sessions_submitted_sha_check",
    );
  });

  it("is forgotten with the submission, also by code that does not know of it", async () => {
    const id = await submit();
    await inTransaction(database.app, async (client) => {
      await client.query(
        `UPDATE lab_sessions SET status = 'IN_PROGRESS', completed_at = NULL, ends_at = NULL,
           version = version + 1 WHERE id = $1`,
        [id],
      );
      await appendEvent(client, {
        labSessionId: id,
        kind: "reopen",
        from: "COMPLETED",
        to: "IN_PROGRESS",
      });
    });
    const { rows } = await database.app.query(
      "SELECT submitted_sha FROM lab_sessions WHERE id = $1",
      [id],
    );
    expect(rows).toEqual([{ submitted_sha: null }]);
  });
});

describe("columns that are written once", () => {
  it.each([
    "id = uuidv7()",
    "user_id = uuidv7()",
    "lab_id = uuidv7()",
    "attempt = 7",
    "trial = true",
    "created_at = now() - interval '1 day'",
  ])("%s: the app's role has no right to, the owner is refused", async (columns) => {
    const id = await reach(database.app, "IN_PROGRESS");
    expect(await refusalOf(update(id, columns))).toBe("42501");
    const asOwner = database.owner.query(`UPDATE lab_sessions SET ${columns} WHERE id = $1`, [id]);
    expect(await refusalOf(asOwner)).toBe("FG006");
  });

  it("boundAt is set by bind only, and stays", async () => {
    const failed = await reach(database.app, "FAILED, never bound");
    const bound =
      "bound_at = now(), user_fork_url = 'https://github.com/o/n', version = version + 1";
    expect(await refusalOf(update(failed, bound))).toBe("FG006");
    const running = await reach(database.app, "IN_PROGRESS");
    expect(await refusalOf(update(running, bound))).toBe("FG006");
    expect(await refusalOf(update(running, "bound_at = NULL"))).toBe("FG006");
  });

  it("updatedAt is the database's, whatever a writer says", async () => {
    const id = await reach(database.app, "IN_PROGRESS");
    await update(id, "updated_at = '2001-01-01Z'");
    const { rows } = await database.app.query(
      "SELECT updated_at > now() - interval '1 minute' AS fresh FROM lab_sessions WHERE id = $1",
      [id],
    );
    expect(rows).toEqual([{ fresh: true }]);
  });
});

describe("rows that contradict themselves", () => {
  it.each([
    ["IN_PROGRESS", "held_at = now()", "lab_sessions_hold_check"],
    ["IN_PROGRESS", "user_fork_url = NULL", "lab_sessions_bound_check"],
    ["IN_PROGRESS", "started_at = NULL", "lab_sessions_in_progress_check"],
    ["IN_PROGRESS", "failure_code = 'OLD'", "lab_sessions_failure_code_check"],
    ["IN_PROGRESS", "completed_at = now()", "lab_sessions_completed_at_check"],
    ["IN_PROGRESS", "ends_at = started_at", "lab_sessions_end_check"],
    ["FAILED, once bound", "failure_code = NULL", "lab_sessions_failed_check"],
    ["COMPLETED", "completed_at = NULL", "lab_sessions_completed_check"],
  ] as const)("%s with %s is refused", async (state, columns, constraint) => {
    const id = await reach(database.app, state);
    const refusal = await refusalOf(update(id, `${columns}, version = version + 1`));
    // PostgreSQL checks in the order of names: a bound row without URL breaks two rules.
    expect(refusal).toMatch(/^23514 lab_sessions_/);
    expect(refusal.includes(constraint) || columns.startsWith("user_fork_url")).toBe(true);
  });
});
