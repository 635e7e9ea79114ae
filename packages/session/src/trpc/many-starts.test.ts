import { createTestDatabase, type TestDatabase } from "@forgea/testing/database";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EventFeed } from "../live/event-feed.ts";
import { callProcedure } from "../testing/call-procedure.ts";
import { buildLab, buildStudent, createTestDeps, drainJobs, type TestDeps } from "../testing.ts";
import { router } from "./init.ts";
import { studentRouter } from "./student/router.ts";

const appRouter = router({ student: studentRouter });

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

describe("a class that starts at once", () => {
  it("gets one session, one repository and one mapping each for ten requests of fifty students", async () => {
    const { slug } = await buildLab(deps, "class");
    const students = await Promise.all(
      Array.from({ length: 50 }, (_, at) => buildStudent(deps, `Student${at}`)),
    );
    const requests = students.flatMap((actor) => Array.from({ length: 10 }, () => actor));
    const answers = await Promise.all(
      requests.map(async (actor) => {
        const { status, body } = await callProcedure({ ...deps, feed }, appRouter, {
          actor,
          method: "POST",
          path: "student.labSession.start",
          input: { labSlug: slug },
        });
        const { result } = body as { result: { data: { json: { id: string } } } };
        return { actor, status, id: result.data.json.id };
      }),
    );
    expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
    for (const student of students) {
      const own = answers.filter(({ actor }) => actor === student).map(({ id }) => id);
      expect([own.length, new Set(own).size]).toEqual([10, 1]);
    }
    await drainJobs(deps);
    const made = [...deps.github.repositories.keys()].filter(
      (name) => name.startsWith("forgea/class-") && !name.endsWith("-v1"),
    );
    const sessions = await deps.database.prisma.labSession.count();
    const mappings = await deps.database.prisma.gitHubRepoMapping.count({
      where: { status: "ACTIVE" },
    });
    expect({ sessions, repositories: made.length, mappings }).toEqual({
      sessions: 50,
      repositories: 50,
      mappings: 50,
    });
  });
});
