import { createTestDatabase, type TestDatabase } from "@forgea/testing/database";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { FollowMessage } from "../contracts/lab-session.ts";
import { buildLab, buildStudent, createTestDeps, type TestDeps } from "../testing.ts";
import { startLab } from "../use-cases/start-lab.ts";
import { EventFeed } from "./event-feed.ts";
import { followEvents } from "./follow-events.ts";

let database: TestDatabase;
let deps: TestDeps;
let feed: EventFeed;

beforeEach(async () => {
  database = await createTestDatabase();
  deps = createTestDeps(database);
  feed = new EventFeed(deps.database, deps.log);
});
afterEach(async () => {
  await feed.close();
  await deps.close();
  await database.drop();
});

/** Reads a stream in the background, so that a test can say what must have come by now. */
async function follow(
  actor: Awaited<ReturnType<typeof buildStudent>>,
  lastEventId: string | null = null,
) {
  const stop = new AbortController();
  const messages: FollowMessage[] = [];
  const cursors: string[] = [];
  let over = false;
  const stream = followEvents(feed, {
    actor,
    lastEventId,
    wants: (row) => row.userId === actor.id,
    signal: stop.signal,
  });
  const reading = (async () => {
    for await (const [cursor, message] of stream) {
      cursors.push(cursor);
      messages.push(message);
    }
    over = true;
  })();
  if (lastEventId === null) await expect.poll(() => messages.length).toBe(1);
  const events = () => messages.filter((message) => message.type === "event");
  const end = async () => {
    stop.abort();
    await reading;
  };
  return { messages, events, cursors, end, isOver: () => over };
}

const start = (actor: Awaited<ReturnType<typeof buildStudent>>, labSlug: string) =>
  startLab(deps, actor, { labSlug, correlationId: "test" });

describe("EventFeed", () => {
  it("hands an event to its student within a moment of the commit, and to nobody else", async () => {
    const lab = await buildLab(deps);
    const mia = await buildStudent(deps);
    const noah = await buildStudent(deps, "Noah");
    const mias = await follow(mia);
    const noahs = await follow(noah);
    const { id } = await start(mia, lab.slug);
    await expect.poll(() => mias.events().length).toBe(1);
    expect(mias.events()[0]).toMatchObject({ event: { labSessionId: id, kind: "start", seq: 1 } });
    expect(noahs.events()).toEqual([]);
    await mias.end();
    await noahs.end();
  });

  it("never skips an event whose transaction began earlier but committed later", async () => {
    const one = await buildLab(deps, "held-open");
    const two = await buildLab(deps, "quick");
    const mia = await buildStudent(deps);
    const { id } = await start(mia, one.slug);
    const stream = await follow(mia);

    const held = await deps.database.pool.connect();
    await held.query("BEGIN");
    await held.query(
      `INSERT INTO session_events (lab_session_id, kind, actor_kind, data, correlation_id, at)
       VALUES ($1, 'repository-created', 'SYSTEM', '{}', 'held', now())`,
      [id],
    );
    // A later id, committed first: a reader that goes by the id alone would pass the held one.
    await start(mia, two.slug);
    expect(stream.events()).toEqual([]);
    await held.query("COMMIT");
    held.release();
    await expect.poll(() => stream.events().length, { timeout: 3_000 }).toBe(2);
    const kinds = stream.events().map((message) => message.type === "event" && message.event.kind);
    expect(new Set(kinds)).toEqual(new Set(["repository-created", "start"]));
    await stream.end();
  });

  it("resumes where a stream stopped: nothing missed, nothing twice", async () => {
    const mia = await buildStudent(deps);
    for (const slug of ["a", "b", "c", "d"]) await buildLab(deps, slug);
    const first = await follow(mia);
    await start(mia, "a");
    await start(mia, "b");
    await expect.poll(() => first.events().length).toBe(2);
    await first.end();
    await start(mia, "c");
    const second = await follow(mia, first.cursors.at(-1) ?? null);
    await start(mia, "d");
    await expect.poll(() => second.events().length).toBe(2);
    const ids = [...first.events(), ...second.events()].map(
      (message) => message.type === "event" && message.event.labSessionId,
    );
    expect(new Set(ids).size).toBe(4);
    await second.end();
  });

  it("ends the streams of a person whose role or sign-in was revoked", async () => {
    const mia = await buildStudent(deps);
    const noah = await buildStudent(deps, "Noah");
    const mias = await follow(mia);
    const noahs = await follow(noah);
    await deps.database.prisma.user.update({
      where: { id: mia.id },
      data: { sessionEpoch: { increment: 1 } },
    });
    await expect.poll(() => mias.isOver(), { timeout: 5_000 }).toBe(true);
    expect(noahs.isOver()).toBe(false);
    await noahs.end();
  });

  it("goes on by polling when its wake-up connection is cut", async () => {
    const lab = await buildLab(deps);
    const mia = await buildStudent(deps);
    const stream = await follow(mia);
    await deps.database.pool.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND query LIKE 'LISTEN%'`,
    );
    await start(mia, lab.slug);
    await expect.poll(() => stream.events().length, { timeout: 5_000 }).toBe(1);
    await stream.end();
  });
});
