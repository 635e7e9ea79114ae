import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createTestDatabase, type TestDatabase } from "@forgea/testing/database";
import type { Actor } from "@forgea/trpc/actor";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EventFeed } from "../live/event-feed.ts";
import { callProcedure } from "../testing/call-procedure.ts";
import { buildLab, buildStudent, createTestDeps, drainJobs, type TestDeps } from "../testing.ts";
import { router } from "./init.ts";
import { staffRouter } from "./staff/router.ts";
import { studentRouter } from "./student/router.ts";

const page = new URL("../../../../docs/api/lab-sessions.md", import.meta.url);
const appRouter = router({ student: studentRouter, staff: staffRouter });

let database: TestDatabase;
let deps: TestDeps;
let feed: EventFeed;

beforeAll(async () => {
  database = await createTestDatabase();
  deps = createTestDeps(database);
  feed = new EventFeed(deps.database, deps.log);
});
afterAll(async () => {
  await feed.close();
  await deps.close();
  await database.drop();
});

const call = (actor: Actor, method: "GET" | "POST", path: string, input: object) =>
  callProcedure({ ...deps, feed }, appRouter, { actor, method, path, input });

const idOf = ({ body }: { body: unknown }): string => {
  const { result } = body as { result: { data: { json: { id: string } } } };
  return result.data.json.id;
};

const command = (id: string, expectedVersion: number) => ({
  id,
  expectedVersion,
  idempotencyKey: randomUUID(),
});

/** The page's story, told to the real procedures. */
async function tellTheStory() {
  const mia = await buildStudent(deps);
  const sam = await buildStudent(deps, "Sam", "ASSISTANT");
  const { slug } = await buildLab(deps, "git-basics", { maxAttempts: 2, durationMinutes: 90 });
  const start = () => call(mia, "POST", "student.labSession.start", { labSlug: slug });

  const started = await start();
  const id = idOf(started);
  const startedAgain = await start();
  await drainJobs(deps);
  const session = await call(mia, "GET", "student.labSession.byId", { id });
  const endsAt = new Date(deps.clock.now().getTime() + 120 * 60_000);
  const moreTime = { ...command(id, 2), reason: "The network was down.", endsAt };
  const extended = await call(sam, "POST", "staff.labSession.extend", moreTime);
  const stale = await call(sam, "POST", "staff.labSession.extend", {
    ...moreTime,
    ...command(id, 2),
  });
  await call(mia, "POST", "student.labSession.submit", {
    ...command(id, 3),
    commitSha: "c".repeat(40),
  });
  const startedAfterSubmit = await start();
  const attempt = await call(mia, "POST", "student.labSession.newAttempt", command(id, 4));
  await drainJobs(deps);
  const next = idOf(attempt);
  await call(mia, "POST", "student.labSession.submit", {
    ...command(next, 2),
    commitSha: "c".repeat(40),
  });
  const attemptsUsed = await call(mia, "POST", "student.labSession.newAttempt", command(next, 3));
  return {
    started,
    "started-again": startedAgain,
    session,
    extended,
    stale,
    "started-after-submit": startedAfterSubmit,
    "new-attempt": attempt,
    "attempts-used": attemptsUsed,
  };
}

/** What of an answer a program depends on: names, and the kinds of values; not the values. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shapeOf);
  if (value === null || typeof value !== "object") return value === null ? "null" : typeof value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => a.localeCompare(b))
      .map(([name, inner]) => [name, shapeOf(inner)]),
  );
}

/** The answers that stand on the page, by the name in the comment before each. */
async function readPage() {
  const text = await readFile(page, "utf8");
  const blocks = text.matchAll(/<!-- answer: (\S+) (\d+) -->\n+```json\n([\s\S]*?)\n```/g);
  return Object.fromEntries(
    [...blocks].map(([, name = "", status = "", json = ""]) => {
      const body: unknown = JSON.parse(json);
      return [name, { status: Number(status), body }];
    }),
  );
}

describe("docs/api/lab-sessions.md", () => {
  it("shows answers of the same status and shape as the procedures give now", async () => {
    const now = await tellTheStory();
    const shown = await readPage();
    expect(Object.keys(shown).toSorted()).toEqual(Object.keys(now).toSorted());
    for (const [name, answer] of Object.entries(now)) {
      const example = shown[name];
      expect({ name, status: example?.status, shape: shapeOf(example?.body) }).toEqual({
        name,
        status: answer.status,
        shape: shapeOf(answer.body),
      });
    }
  });
});
