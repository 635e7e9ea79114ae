import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { insertLab, openTestDatabase, reach, refusalOf } from "./test-rows.ts";

let database: Awaited<ReturnType<typeof openTestDatabase>>;
beforeAll(async () => {
  database = await openTestDatabase();
  await reach(database.app, "COMPLETED");
});
afterAll(() => database.close());

describe("tables that only grow", () => {
  it.each(["session_events", "event_notes", "binding_rejections"])(
    "%s refuses UPDATE, DELETE and TRUNCATE even to the owner and the superuser",
    async (table) => {
      for (const statement of [
        `UPDATE ${table} SET ${table === "event_notes" ? "text = ''" : "correlation_id = 'x'"}`,
        `DELETE FROM ${table}`,
        `TRUNCATE ${table} CASCADE`,
      ]) {
        expect(await refusalOf(database.app.query(statement))).toBe("42501");
        expect(await refusalOf(database.worker.query(statement))).toBe("42501");
        expect(await refusalOf(database.owner.query(statement))).toBe("FG005");
      }
    },
  );

  it.each([
    "users",
    "labs",
    "lab_versions",
    "lab_sessions",
    "github_repo_mappings",
    "repository_intents",
    "webhook_deliveries",
    "snapshots",
    "commands",
  ])("nobody but the owner may delete from %s", async (table) => {
    expect(await refusalOf(database.app.query(`DELETE FROM ${table}`))).toBe("42501");
    expect(await refusalOf(database.worker.query(`DELETE FROM ${table}`))).toBe("42501");
  });

  it.each(["lab_sessions", "github_repo_mappings"])("not even the owner from %s", async (table) => {
    expect(await refusalOf(database.owner.query(`DELETE FROM ${table}`))).toBe("FG005");
    expect(await refusalOf(database.owner.query(`TRUNCATE ${table} CASCADE`))).toBe("FG005");
  });
});

describe("a published lab version", () => {
  it("never changes and never goes, a draft may", async () => {
    const { labId, labVersionId } = await insertLab(database.app);
    const edit = (id: string) =>
      refusalOf(
        database.app.query("UPDATE lab_versions SET instructions = 'new' WHERE id = $1", [id]),
      );
    expect(await edit(labVersionId)).toBe("FG006");
    const remove = database.owner.query("DELETE FROM lab_versions WHERE id = $1", [labVersionId]);
    expect(await refusalOf(remove)).toBe("FG006");
    expect(await refusalOf(database.owner.query("TRUNCATE lab_versions CASCADE"))).toBe("FG005");
    const { rows } = await database.app.query<{ id: string }>(
      `INSERT INTO lab_versions (lab_id, number, source_host, source_repo_id, source_full_name,
         source_commit_sha, template_host, template_repo_id, template_full_name, template_tree_sha,
         instructions)
       SELECT lab_id, 2, source_host, source_repo_id, source_full_name, source_commit_sha,
         template_host, template_repo_id, template_full_name, template_tree_sha, instructions
       FROM lab_versions WHERE lab_id = $1 RETURNING id`,
      [labId],
    );
    expect(await edit(rows[0]?.id ?? "")).toBe("accepted");
  });
});
