import { createDatabase, type Database } from "@forgea/schema";
import { createTestDatabase, type TestDatabase } from "@forgea/testing/database";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { transitions } from "./lifecycle.ts";

let test: TestDatabase;
let database: Database;

beforeAll(async () => {
  test = await createTestDatabase();
  database = createDatabase({ url: test.appUrl, poolSize: 2, applicationName: "forgea-test" });
});
afterAll(async () => {
  await database.close();
  await test.drop();
});

interface Row {
  from_status: string;
  event: string;
  to_status: string;
  bound: boolean | null;
}

describe("the database's copy of the transition table", () => {
  it("has exactly the moves of the table in code", async () => {
    const { rows } = await database.pool.query<Row>(
      "SELECT from_status::text, event, to_status::text, bound FROM forgea.lifecycle_transition",
    );
    const there = rows.map((row) => [row.from_status, row.event, row.to_status, row.bound]);
    const here = Object.entries(transitions).flatMap(([from, moves]) =>
      Object.entries(moves).map(([event, move]) => [
        from,
        event,
        move.to,
        "bound" in move ? move.bound : null,
      ]),
    );
    expect(sorted(there)).toEqual(sorted(here));
  });
});

function sorted(rows: unknown[][]): string[] {
  return rows.map((row) => JSON.stringify(row)).toSorted((a, b) => a.localeCompare(b));
}
