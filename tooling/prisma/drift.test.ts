import { withClient } from "@forgea/postgres/database-urls";
import { createTestDatabase } from "@forgea/testing/database";
import { describe, expect, it } from "vitest";
import { findDrift } from "./check-drift.ts";
import { compareCatalogues, readCatalogue } from "./read-catalogue.ts";

describe("models, migrations and catalogue", () => {
  it("say the same; a deliberate change is accepted with check-drift.ts --write", async () => {
    const database = await createTestDatabase();
    try {
      expect(await findDrift(database.superuserUrl)).toEqual([]);
    } finally {
      await database.drop();
    }
  });

  it.each([
    ["a dropped check", "ALTER TABLE labs DROP CONSTRAINT labs_slug_check"],
    ["a disabled trigger", "ALTER TABLE lab_sessions DISABLE TRIGGER guard_update"],
    ["a wider index", "DROP INDEX lab_sessions_one_open_key"],
    ["a right too many", "GRANT DELETE ON session_events TO forgea_app"],
    ["a right on one column", "GRANT UPDATE (event_seq) ON lab_sessions TO forgea_app"],
    [
      "a legal move too many",
      "INSERT INTO forgea.lifecycle_transition VALUES ('ARCHIVED', 'undo', 'FAILED')",
    ],
    [
      "another function body",
      "CREATE OR REPLACE FUNCTION forgea.refuse_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
    ],
  ])("would differ after %s", async (_what, statement) => {
    const database = await createTestDatabase();
    try {
      const differences = await withClient(database.ownerUrl, async (client) => {
        const before = await readCatalogue(client);
        await client.query(statement);
        return compareCatalogues(before, await readCatalogue(client));
      });
      expect(differences).toHaveLength(1);
    } finally {
      await database.drop();
    }
  });
});
