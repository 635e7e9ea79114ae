import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDatabase, type Database } from "./client.ts";
import { genesisHash, hashEvent, hashNote } from "./event-hash.ts";
import {
  appendEvent,
  insertLab,
  insertLabSession,
  inTransaction,
  openTestDatabase,
  reach,
  refusalOf,
  startLabSession,
  writeStatus,
} from "./test-rows.ts";

let database: Awaited<ReturnType<typeof openTestDatabase>>;
let client: Database;
beforeAll(async () => {
  database = await openTestDatabase();
  client = createDatabase({ url: database.appUrl, poolSize: 10, applicationName: "event-chain" });
});
afterAll(async () => {
  await client.close();
  await database.close();
});

const readChain = (labSessionId: string) =>
  client.prisma.sessionEvent.findMany({ where: { labSessionId }, orderBy: { seq: "asc" } });

/** Recomputes every link as the audit does, and compares the end with the session's head. */
async function expectUnbrokenChain(labSessionId: string): Promise<void> {
  const session = await client.prisma.labSession.findUniqueOrThrow({ where: { id: labSessionId } });
  const events = await readChain(labSessionId);
  let link = genesisHash(labSessionId);
  for (const [index, event] of events.entries()) {
    expect(event.seq).toBe(index + 1);
    expect(event.prevHash).toEqual(link);
    expect(event.hash).toEqual(hashEvent(event));
    link = hashEvent(event);
  }
  expect(session.eventSeq).toBe(events.length);
  expect(session.eventHash).toEqual(link);
}

describe("the chain of a session's events", () => {
  it("has the same hashes in the database and in TypeScript, for every kind of field", async () => {
    const labSessionId = await startLabSession(database.app);
    const actorId = crypto.randomUUID();
    for (const event of [
      { kind: "push-accepted", data: "{}", correlationId: "", actorId: null, actingAsId: null },
      {
        kind: "extend",
        data: '{"ä":"\\u0000","𝄞":1}',
        correlationId: "ü\n",
        actorId,
        actingAsId: actorId,
      },
      {
        kind: "note.added",
        data: `{"x":"${"y".repeat(70_000)}"}`,
        correlationId: "c",
        actorId,
        actingAsId: null,
      },
    ]) {
      for (const at of [
        "2026-02-03T04:05:06.007Z",
        "2026-12-31T23:59:59.999Z",
        "2027-01-01T00:00:00.000Z",
      ]) {
        await client.prisma.sessionEvent.create({
          data: { ...event, labSessionId, actorKind: "ASSISTANT", at: new Date(at) },
        });
      }
    }
    await expectUnbrokenChain(labSessionId);
  });

  it("tells null from empty and keeps fields apart", () => {
    const event = {
      prevHash: genesisHash("a"),
      labSessionId: "a",
      seq: 1,
      kind: "k",
      fromStatus: null,
      toStatus: null,
      actorKind: "SYSTEM",
      actorId: null,
      actingAsId: null,
      data: "{}",
      correlationId: "",
      at: new Date(0),
    };
    const hashes = [
      event,
      { ...event, actorId: "" },
      { ...event, actingAsId: "" },
      { ...event, kind: "k{}", data: "" },
      { ...event, data: "", correlationId: "{}" },
    ].map((variant) => Buffer.from(hashEvent(variant)).toString("hex"));
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  it("takes nothing from the writer that is the database's to say", async () => {
    const labSessionId = await startLabSession(database.app);
    const lie = { seq: 99, prevHash: randomBytes(32), hash: randomBytes(32) };
    await client.prisma.sessionEvent.create({
      data: {
        ...lie,
        labSessionId,
        kind: "push-accepted",
        actorKind: "WEBHOOK",
        data: "{}",
        correlationId: "c",
        at: new Date(),
      },
    });
    await expectUnbrokenChain(labSessionId);
    for (const column of ["id", "xid"]) {
      const insert = database.app.query(
        `INSERT INTO session_events (${column}, lab_session_id, kind, actor_kind, data, correlation_id, at)
         VALUES ('7', $1, 'push-accepted', 'SYSTEM', '{}', 'c', now())`,
        [labSessionId],
      );
      expect(await refusalOf(insert)).toBe("42501");
    }
  });

  it("never forks: eight writers at once append to one session", async () => {
    const labSessionId = await startLabSession(database.app);
    await Promise.all(
      Array.from({ length: 8 }, async () => {
        for (let n = 0; n < 25; n++)
          await appendEvent(database.app, { labSessionId, kind: "push-accepted" });
      }),
    );
    expect(await readChain(labSessionId)).toHaveLength(201);
    await expectUnbrokenChain(labSessionId);
  });

  it("grows within one statement that also inserts or changes the session", async () => {
    const lab = await insertLab(database.app);
    const { rows } = await database.app.query<{ id: string }>(
      `WITH s AS (
         INSERT INTO lab_sessions (user_id, lab_id, lab_version_id) VALUES ($1, $2, $3) RETURNING id
       ), e AS (
         INSERT INTO session_events (lab_session_id, kind, to_status, actor_kind, data, correlation_id, at)
         SELECT id, 'start', 'PROVISIONING', 'STUDENT', '{}', 'c', now() FROM s RETURNING lab_session_id
       )
       SELECT lab_session_id AS id FROM e`,
      [lab.userId, lab.labId, lab.labVersionId],
    );
    const labSessionId = rows[0]?.id ?? "";
    await database.app.query(
      `WITH s AS (
         UPDATE lab_sessions SET status = 'FAILED', failure_code = 'X', version = version + 1
         WHERE id = $1 RETURNING id
       )
       INSERT INTO session_events
         (lab_session_id, kind, from_status, to_status, actor_kind, data, correlation_id, at)
       SELECT id, 'provisioning-failed', 'PROVISIONING', 'FAILED', 'SYSTEM', '{}', 'c', now() FROM s`,
      [labSessionId],
    );
    await expectUnbrokenChain(labSessionId);
  });

  it("has a head that nobody else moves", async () => {
    const labSessionId = await startLabSession(database.app);
    const columns = "event_seq = 9, event_hash = sha256('x')";
    const write = `UPDATE lab_sessions SET ${columns} WHERE id = $1`;
    expect(await refusalOf(database.app.query(write, [labSessionId]))).toBe("42501");
    expect(await refusalOf(database.worker.query(write, [labSessionId]))).toBe("42501");
    expect(await refusalOf(database.owner.query(write, [labSessionId]))).toBe("FG005");
  });
});

describe("a status change and its event", () => {
  it("come together: the change alone fails at commit", async () => {
    const labSessionId = await reach(database.app, "IN_PROGRESS");
    expect(await refusalOf(writeStatus(database.app, labSessionId, "EXPIRED"))).toBe("FG004");
    const lab = await insertLab(database.app);
    expect(await refusalOf(insertLabSession(database.app, lab))).toBe("FG004");
  });

  it("agree: an event that says something else is refused", async () => {
    const labSessionId = await reach(database.app, "IN_PROGRESS");
    const from = "IN_PROGRESS";
    const append = (event: Parameters<typeof appendEvent>[1]) =>
      refusalOf(
        inTransaction(database.app, async (tx) => {
          await writeStatus(tx, labSessionId, "EXPIRED");
          await appendEvent(tx, event);
        }),
      );
    expect(await append({ labSessionId, kind: "complete", from, to: "COMPLETED" })).toBe("FG007");
    expect(await append({ labSessionId, kind: "expire", from: "COMPLETED", to: "EXPIRED" })).toBe(
      "FG007",
    );
    expect(await append({ labSessionId, kind: "expire", to: "EXPIRED" })).toBe("FG007");
    expect(await append({ labSessionId, kind: "complete", from, to: "EXPIRED" })).toBe("FG007");
    expect(await append({ labSessionId, kind: "expire" })).toBe("FG004");
  });

  it("agree: an event without the change is refused", async () => {
    const labSessionId = await reach(database.app, "EXPIRED");
    const event = { kind: "expire", from: "IN_PROGRESS", to: "EXPIRED" } as const;
    expect(await refusalOf(appendEvent(database.app, { labSessionId, ...event }))).toBe("FG007");
  });

  it("are as many: there and back and there again with one event is refused", async () => {
    const labSessionId = await reach(database.app, "COMPLETED");
    const there = inTransaction(database.app, async (tx) => {
      await writeStatus(tx, labSessionId, "IN_PROGRESS");
      await appendEvent(tx, { labSessionId, kind: "reopen", from: "COMPLETED", to: "IN_PROGRESS" });
      await writeStatus(tx, labSessionId, "COMPLETED");
      await appendEvent(tx, {
        labSessionId,
        kind: "complete",
        from: "IN_PROGRESS",
        to: "COMPLETED",
      });
      await writeStatus(tx, labSessionId, "IN_PROGRESS");
    });
    expect(await refusalOf(there)).toBe("FG004");
  });

  it("begin with the start", async () => {
    const lab = await insertLab(database.app);
    const other = inTransaction(database.app, async (tx) => {
      const labSessionId = await insertLabSession(tx, lab);
      await appendEvent(tx, { labSessionId, kind: "push-accepted" });
    });
    expect(await refusalOf(other)).toBe("FG007");
  });
});

describe("a note", () => {
  it("is the one whose salted hash its event holds", async () => {
    const labSessionId = await startLabSession(database.app);
    const salt = randomBytes(16);
    const noteHash = hashNote(salt, "Grüße: laptop broke");
    const data = JSON.stringify({ noteHash });
    const eventId = await appendEvent(database.app, { labSessionId, kind: "extend", data });
    const insert = (text: string, bytes: Uint8Array) =>
      refusalOf(
        database.app.query("INSERT INTO event_notes (event_id, salt, text) VALUES ($1, $2, $3)", [
          eventId,
          bytes,
          text,
        ]),
      );
    expect(await insert("another reason", salt)).toBe("FG007");
    expect(await insert("Grüße: laptop broke", randomBytes(16))).toBe("FG007");
    expect(await insert("Grüße: laptop broke", salt)).toBe("accepted");
  });
});
