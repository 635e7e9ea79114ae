import { randomUUID } from "node:crypto";
import { createTestDatabase, type TestDatabase } from "@forgea/testing/database";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ProviderError } from "../ports.ts";
import { buildStudent, buildWorkingSession, createTestDeps, type TestDeps } from "../testing.ts";
import { expireLabSession } from "./expire-lab-session.ts";
import { readHeadOfSession } from "./read-head.ts";
import { submitLabSession } from "./submit-lab-session.ts";

let database: TestDatabase;
let deps: TestDeps;
const initialCommit = "c".repeat(40);

beforeAll(async () => {
  database = await createTestDatabase();
  deps = createTestDeps(database);
});
afterAll(async () => {
  await deps.close();
  await database.drop();
});

const submission = (id: string, commitSha = initialCommit) => ({
  id,
  expectedVersion: 2,
  commitSha,
  idempotencyKey: randomUUID(),
});

describe("submitLabSession", () => {
  it("hands in the commit that the student named, and says so in the event", async () => {
    const { id, student, read } = await buildWorkingSession(deps, "named");
    await submitLabSession(deps, student, submission(id), "trace");
    const session = await read();
    expect(session).toMatchObject({ status: "COMPLETED", completedAt: deps.clock.now() });
    expect(JSON.parse(session.events.at(-1)?.data ?? "{}")).toEqual({
      commitSha: initialCommit,
      headSource: "provider",
    });
  });

  it("refuses when the head moved since the dialog named it, and says where to", async () => {
    const { id, student, mapping, read } = await buildWorkingSession(deps, "moved");
    deps.github.push("forgea", mapping.name, "e".repeat(40));
    await expect(submitLabSession(deps, student, submission(id), "trace")).rejects.toMatchObject({
      code: "HEAD_MOVED",
      details: { commitSha: "e".repeat(40) },
    });
    expect((await read()).status).toBe("IN_PROGRESS");
  });

  it("gives a retry after a lost answer the same answer, also when the head moved meanwhile", async () => {
    const { id, student, mapping } = await buildWorkingSession(deps, "lost-answer");
    const request = submission(id);
    const answer = await submitLabSession(deps, student, request, "trace");
    deps.github.push("forgea", mapping.name, "e".repeat(40));
    expect(await submitLabSession(deps, student, request, "trace")).toEqual(answer);
  });

  it("answers another student's session like one that does not exist", async () => {
    const { id } = await buildWorkingSession(deps, "foreign");
    const noah = await buildStudent(deps, "Noah");
    for (const sessionId of [id, randomUUID()]) {
      await expect(
        submitLabSession(deps, noah, submission(sessionId), "trace"),
      ).rejects.toMatchObject({ code: "NOT_FOUND", details: {} });
    }
  });

  it("refuses after the time is up", async () => {
    const { id, student } = await buildWorkingSession(deps, "late", { durationMinutes: 1 });
    const started = deps.clock.now();
    deps.clock.set(new Date(started.getTime() + 61_000));
    await expireLabSession(deps, id, "trace");
    await expect(
      submitLabSession(deps, student, { ...submission(id), expectedVersion: 3 }, "trace"),
    ).rejects.toMatchObject({ code: "ILLEGAL_TRANSITION" });
    deps.clock.set(started);
  });
});

describe("readHeadOfSession", () => {
  it("falls back to the last known push, marked so, when the provider does not answer", async () => {
    const { id, student } = await buildWorkingSession(deps, "silent");
    deps.github.failNext.set("findRepositoryById", new ProviderError("unavailable", "503"));
    const known = await readHeadOfSession(deps, student, id);
    expect(known).toMatchObject({ commitSha: null, source: "last-known" });
    const asked = await readHeadOfSession(deps, student, id);
    expect(asked).toMatchObject({ commitSha: initialCommit, source: "provider" });
  });
});

describe("expireLabSession", () => {
  it("ends a session only when its end has come, and says when to look again", async () => {
    const { id, read } = await buildWorkingSession(deps, "expire", { durationMinutes: 10 });
    const started = deps.clock.now();
    const early = await expireLabSession(deps, id, "trace");
    expect(early.endsLater?.getTime()).toBe(started.getTime() + 600_000);
    deps.clock.set(new Date(started.getTime() + 600_000));
    expect(await expireLabSession(deps, id, "trace")).toEqual({ endsLater: null });
    expect(await read()).toMatchObject({ status: "EXPIRED", version: 3 });
    expect(await expireLabSession(deps, id, "trace")).toEqual({ endsLater: null });
    expect((await read()).version).toBe(3);
    deps.clock.set(started);
  });
});
