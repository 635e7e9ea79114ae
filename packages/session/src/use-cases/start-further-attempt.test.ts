import { randomUUID } from "node:crypto";
import { createTestDatabase, type TestDatabase } from "@forgea/testing/database";
import type { Actor } from "@forgea/trpc/actor";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newSessionsPerHour } from "../store/lab-session-store.ts";
import {
  buildLab,
  buildStudent,
  buildWorkingSession,
  createTestDeps,
  drainJobs,
  type TestDeps,
} from "../testing.ts";
import { expireLabSession } from "./expire-lab-session.ts";
import { resetLabSession } from "./reset-lab-session.ts";
import { startFurtherAttempt } from "./start-further-attempt.ts";
import { startLab } from "./start-lab.ts";
import { submitLabSession } from "./submit-lab-session.ts";

let database: TestDatabase;
let deps: TestDeps;
const correlationId = "test";

beforeAll(async () => {
  database = await createTestDatabase();
  deps = createTestDeps(database);
});
afterAll(async () => {
  await deps.close();
  await database.drop();
});

const again = (id: string, expectedVersion = 3) => ({
  id,
  expectedVersion,
  idempotencyKey: randomUUID(),
});

/** A submitted session in a lab with that many attempts. */
async function submitted(slug: string, terms: Parameters<typeof buildLab>[2]) {
  const session = await buildWorkingSession(deps, slug, terms);
  const request = { ...again(session.id, 2), commitSha: "c".repeat(40) };
  await submitLabSession(deps, session.student, request, "test");
  return session;
}

const sessionsOf = (student: Actor) =>
  deps.database.prisma.labSession.findMany({
    where: { userId: student.id },
    orderBy: { attempt: "asc" },
    select: { id: true, status: true, attempt: true, mappings: { select: { status: true } } },
  });

describe("startFurtherAttempt", () => {
  it("archives the ended session and starts the next one; the old repository stays with it", async () => {
    const { id, student, lab, read } = await submitted("again", { maxAttempts: 2 });
    const before = await startLab(deps, student, { labSlug: lab.slug, correlationId });
    expect(before).toMatchObject({
      id,
      created: false,
      status: "COMPLETED",
      version: 3,
      possible: ["archive"],
      attemptsLeft: 1,
      askStaffFor: "reopening",
    });
    const next = await startFurtherAttempt(deps, student, again(id), "trace");
    expect(next).toEqual({ id: expect.any(String), attempt: 2 });
    await drainJobs(deps);
    expect(await sessionsOf(student)).toEqual([
      { id, status: "ARCHIVED", attempt: 1, mappings: [{ status: "RELEASED" }] },
      { id: next.id, status: "IN_PROGRESS", attempt: 2, mappings: [{ status: "ACTIVE" }] },
    ]);
    expect((await read()).events.at(-1)).toMatchObject({
      kind: "archive",
      actorKind: "STUDENT",
      actorId: student.id,
      fromStatus: "COMPLETED",
    });
    const after = await startLab(deps, student, { labSlug: lab.slug, correlationId });
    expect(after).toMatchObject({ id: next.id, created: false, attempt: 2, attemptsLeft: 0 });
  });

  it("makes one attempt of ten that are asked for at once, and of a repeated request", async () => {
    const { id, student } = await submitted("ten-at-once", { maxAttempts: 5 });
    const outcomes = await Promise.allSettled(
      Array.from({ length: 10 }, () => startFurtherAttempt(deps, student, again(id), "trace")),
    );
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const outcome of outcomes) {
      if (outcome.status === "rejected") {
        expect(outcome.reason).toMatchObject({ code: "STALE_VERSION" });
      }
    }
    expect(await sessionsOf(student)).toHaveLength(2);

    const other = await submitted("repeated", { maxAttempts: 5 });
    const request = again(other.id);
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => startFurtherAttempt(deps, other.student, request, "trace")),
    );
    expect(new Set(answers.map((answer) => answer.id)).size).toBe(1);
    expect(await sessionsOf(other.student)).toHaveLength(2);
    await drainJobs(deps);
  });

  it("refuses beyond the lab's attempts, and changes nothing", async () => {
    const { id, student, read } = await submitted("one-only", {});
    await expect(startFurtherAttempt(deps, student, again(id), "trace")).rejects.toMatchObject({
      code: "ATTEMPTS_USED",
    });
    expect(await read()).toMatchObject({
      status: "COMPLETED",
      version: 3,
      mappings: [{ status: "ACTIVE" }],
    });
    const start = await startLab(deps, student, { labSlug: "one-only", correlationId });
    expect(start).toMatchObject({ id, possible: [], attemptsLeft: 0, askStaffFor: "reopening" });
  });

  it("lets staff give an attempt beyond, and the student none after it", async () => {
    const ada = await buildStudent(deps, "Ada", "ADMIN");
    const { id, student } = await submitted("given", {});
    const reset = { ...again(id), reason: "A fresh start was agreed on." };
    const given = await resetLabSession(deps, ada, reset, "trace");
    expect(await resetLabSession(deps, ada, reset, "trace")).toEqual(given);
    await drainJobs(deps);
    const submit = { ...again(given.id, 2), commitSha: "c".repeat(40) };
    await submitLabSession(deps, student, submit, "trace");
    await expect(
      startFurtherAttempt(deps, student, again(given.id), "trace"),
    ).rejects.toMatchObject({ code: "ATTEMPTS_USED" });
  });

  it("never replaces open work, nor a session of somebody else", async () => {
    const { id, student } = await buildWorkingSession(deps, "open-work", { maxAttempts: 3 });
    await expect(startFurtherAttempt(deps, student, again(id, 2), "trace")).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    const noah = await buildStudent(deps, "Noah");
    await expect(startFurtherAttempt(deps, noah, again(id, 2), "trace")).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });

  it("refuses in a lab that is over, and says so", async () => {
    const dueAt = new Date(Date.now() + 60_000);
    const { id, student, lab } = await buildWorkingSession(deps, "over", { maxAttempts: 2, dueAt });
    deps.clock.set(new Date(dueAt.getTime() + 1_000));
    await expireLabSession(deps, id, "test");
    const refused = startFurtherAttempt(deps, student, again(id), "trace");
    await expect(refused).rejects.toMatchObject({
      code: "LAB_NOT_AVAILABLE",
      details: { reason: "ended" },
    });
    const start = await startLab(deps, student, { labSlug: lab.slug, correlationId });
    expect(start).toMatchObject({ status: "EXPIRED", possible: [], askStaffFor: "more-time" });
    deps.clock.set(new Date());
  });

  it("counts among the new sessions that are limited", async () => {
    const { id, student } = await submitted("limited", { maxAttempts: 50 });
    for (let at = 1; at < newSessionsPerHour; at++) {
      const { slug } = await buildLab(deps, `limited-${at}`);
      await startLab(deps, student, { labSlug: slug, correlationId });
    }
    await expect(startFurtherAttempt(deps, student, again(id), "trace")).rejects.toMatchObject({
      code: "RATE_LIMITED",
      details: { retryAt: expect.stringMatching(/^20/) },
    });
  });

  it("is refused by the database too, whoever writes it as the student", async () => {
    const { id, student, lab } = await submitted("by-sql", {});
    const write = deps.database.prisma.$transaction(async (tx) => {
      const asStudent = (labSessionId: string, kind: string, from: string | null, to: string) =>
        tx.$executeRaw`INSERT INTO session_events
            (lab_session_id, kind, from_status, to_status, actor_kind, actor_id, data, correlation_id, at)
          VALUES (${labSessionId}::uuid, ${kind}, ${from}::"LabSessionStatus", ${to}::"LabSessionStatus",
            'STUDENT', ${student.id}::uuid, '{}', 'test', now())`;
      await tx.$executeRaw`UPDATE lab_sessions SET status = 'ARCHIVED', version = version + 1
        WHERE id = ${id}::uuid`;
      await asStudent(id, "archive", "COMPLETED", "ARCHIVED");
      const version = await tx.labVersion.findFirstOrThrow({ where: { labId: lab.id } });
      const next = await tx.labSession.create({
        data: { userId: student.id, labId: lab.id, labVersionId: version.id, attempt: 2 },
      });
      await asStudent(next.id, "start", null, "PROVISIONING");
    });
    await expect(write).rejects.toThrow(/no further attempt/);
    expect(await sessionsOf(student)).toHaveLength(1);
  });

  it("answers a plain start with ATTEMPTS_USED when nothing but archived attempts is left", async () => {
    const { id, student, lab } = await submitted("all-archived", {});
    await deps.database.prisma.$transaction(async (tx) => {
      await tx.$executeRaw`UPDATE lab_sessions SET status = 'ARCHIVED', version = version + 1
        WHERE id = ${id}::uuid`;
      await tx.$executeRaw`INSERT INTO session_events
          (lab_session_id, kind, from_status, to_status, actor_kind, data, correlation_id, at)
        VALUES (${id}::uuid, 'archive', 'COMPLETED', 'ARCHIVED', 'ADMIN', '{}', 'test', now())`;
    });
    await expect(
      startLab(deps, student, { labSlug: lab.slug, correlationId }),
    ).rejects.toMatchObject({ code: "ATTEMPTS_USED" });
  });
});
