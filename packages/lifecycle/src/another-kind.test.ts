import { createTestDatabase, type TestDatabase } from "@forgea/testing/database";
import { Client } from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { decide } from "./decide.ts";
import { defineLifecycle, type TransitionTable } from "./define-lifecycle.ts";
import { LeaseLostError, leasesOf, requireLease } from "./lease.ts";

/** A kind of session that is no lab: a code review that somebody asked for. */
type Status = "ASKED" | "OPEN" | "CLOSED";
type Event = "begin" | "close" | "reopen";
type Mover = "REVIEWER" | "AUTHOR";

const table = {
  ASKED: { begin: { to: "OPEN", by: ["REVIEWER"] } },
  OPEN: { close: { to: "CLOSED", by: ["REVIEWER", "AUTHOR"], approved: true } },
  CLOSED: { reopen: { to: "OPEN", by: ["AUTHOR"] } },
} as const satisfies TransitionTable<Status, Event, Mover, "approved">;

const reviews = defineLifecycle<Status, Event, Mover, "approved">({
  events: ["begin", "close", "reopen"],
  conditions: ["approved"],
  table,
});

const open = { status: "OPEN", held: false, approved: true, version: 4 } as const;

describe("a lifecycle of another kind", () => {
  it("allows what its own table has, under its own conditions, for its own people", () => {
    expect(reviews.transition(open, "close", "AUTHOR")).toEqual({ ok: true, to: "CLOSED" });
    expect(reviews.transition({ ...open, approved: false }, "close", "AUTHOR")).toEqual({
      ok: false,
      refusal: "ILLEGAL_TRANSITION",
    });
    expect(reviews.transition({ ...open, status: "ASKED" }, "begin", "AUTHOR")).toEqual({
      ok: false,
      refusal: "FORBIDDEN",
    });
    expect(reviews.possibleEvents(open, "REVIEWER")).toEqual(["close"]);
    expect(reviews.possibleEvents({ ...open, held: true }, "REVIEWER")).toEqual([]);
  });

  it("gives its rows to whoever copies or draws the table", () => {
    expect(reviews.rows).toEqual([
      { from: "ASKED", event: "begin", to: "OPEN", by: ["REVIEWER"], conditions: {} },
      {
        from: "OPEN",
        event: "close",
        to: "CLOSED",
        by: ["REVIEWER", "AUTHOR"],
        conditions: { approved: true },
      },
      { from: "CLOSED", event: "reopen", to: "OPEN", by: ["AUTHOR"], conditions: {} },
    ]);
  });

  it("decides on the version that was seen before it looks at the table", () => {
    const request = { event: "reopen", mover: "REVIEWER" } as const;
    expect(decide(reviews, open, { ...request, expectedVersion: 3 })).toEqual({
      ok: false,
      refusal: "STALE_VERSION",
    });
    expect(decide(reviews, open, { event: "close", mover: "AUTHOR", expectedVersion: 4 })).toEqual({
      ok: true,
      to: "CLOSED",
      version: 5,
    });
  });
});

describe("leases over another table", () => {
  const leases = leasesOf("review_intents");
  const id = "0190a000-0000-7000-8000-000000000001";
  let test: TestDatabase;
  let client: Client;
  const execute = async (statement: string, ...values: unknown[]) =>
    (await client.query(statement, values)).rowCount ?? 0;

  beforeAll(async () => {
    test = await createTestDatabase();
    client = new Client({ connectionString: test.ownerUrl });
    await client.connect();
    await client.query(
      `CREATE TEMP TABLE review_intents (id uuid PRIMARY KEY, note text,
         lease_owner text, lease_epoch integer NOT NULL DEFAULT 0, lease_until timestamptz)`,
    );
  });
  beforeEach(async () => {
    await client.query("TRUNCATE review_intents");
    await client.query("INSERT INTO review_intents VALUES ($1, NULL, 'first', 1, now())", [id]);
  });
  afterAll(async () => {
    await client.end();
    await test.drop();
  });

  const write = async (leaseEpoch: number) =>
    requireLease(
      await execute(
        "UPDATE review_intents SET note = 'mine' WHERE id = $1 AND lease_epoch = $2",
        id,
        leaseEpoch,
      ),
    );

  it("are renewed by the database's clock and given back", async () => {
    await leases.renew(execute, { id, leaseEpoch: 1 }, 60);
    const held = await client.query(
      "SELECT lease_until > now() + interval '50 seconds' AS renewed FROM review_intents",
    );
    expect(held.rows).toEqual([{ renewed: true }]);
    await leases.release(execute, { id, leaseEpoch: 1 });
    const free = await client.query("SELECT lease_owner, lease_until FROM review_intents");
    expect(free.rows).toEqual([{ lease_owner: null, lease_until: null }]);
  });

  it("let a worker that slept through its lease write nothing, and not end the next one's", async () => {
    await client.query(
      "UPDATE review_intents SET lease_epoch = 2, lease_owner = 'second', lease_until = now()",
    );
    const asleep = { id, leaseEpoch: 1 };
    await expect(leases.renew(execute, asleep, 60)).rejects.toThrow(LeaseLostError);
    await expect(write(1)).rejects.toThrow(LeaseLostError);
    await leases.release(execute, asleep);
    await write(2);
    const { rows } = await client.query("SELECT note, lease_owner FROM review_intents");
    expect(rows).toEqual([{ note: "mine", lease_owner: "second" }]);
  });
});
