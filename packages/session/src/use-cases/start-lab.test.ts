import { randomUUID } from "node:crypto";
import { createTestDatabase, type TestDatabase } from "@forgea/testing/database";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newSessionsPerHour } from "../store/lab-session-store.ts";
import { buildLab, buildStudent, createTestDeps, drainJobs, type TestDeps } from "../testing.ts";
import { resetLabSession } from "./reset-lab-session.ts";
import { startLab } from "./start-lab.ts";

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

describe("startLab", () => {
  it("makes row, event, intent and job together", async () => {
    const lab = await buildLab(deps, "together");
    const mia = await buildStudent(deps);
    const { id, created } = await startLab(deps, mia, { labSlug: lab.slug, correlationId });
    expect(created).toBe(true);
    const session = await deps.database.prisma.labSession.findUniqueOrThrow({
      where: { id },
      include: { events: true, intents: true },
    });
    expect(session).toMatchObject({ status: "PROVISIONING", version: 1, attempt: 1, eventSeq: 1 });
    expect(session.events).toMatchObject([
      { seq: 1, kind: "start", toStatus: "PROVISIONING", actorKind: "STUDENT", actorId: mia.id },
    ]);
    expect(session.intents).toMatchObject([{ state: "OPEN", step: "QUEUED", owner: "forgea" }]);
    const { rows } = await deps.worker.pool.query(
      "SELECT count(*)::int AS jobs FROM graphile_worker.jobs WHERE task_identifier = 'provision-lab-session'",
    );
    expect(rows).toEqual([{ jobs: 1 }]);
    await drainJobs(deps);
  });

  it("gives two hundred starts at once the same session, and makes one repository", async () => {
    const lab = await buildLab(deps, "at-once");
    const mia = await buildStudent(deps);
    const starts = Array.from({ length: 200 }, () =>
      startLab(deps, mia, { labSlug: lab.slug, correlationId }),
    );
    const answers = await Promise.all(starts);
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect(answers.filter(({ created }) => created)).toHaveLength(1);
    await drainJobs(deps);
    const made = [...deps.github.repositories.keys()].filter(
      (name) => name.startsWith("forgea/at-once-") && !name.endsWith("-v1"),
    );
    expect(made).toHaveLength(1);
  });

  it("answers the session that is there, also when the lab is over by now", async () => {
    const lab = await buildLab(deps, "over", { dueAt: new Date(Date.now() + 60_000) });
    const mia = await buildStudent(deps);
    const first = await startLab(deps, mia, { labSlug: lab.slug, correlationId });
    deps.clock.set(new Date(Date.now() + 120_000));
    const again = await startLab(deps, mia, { labSlug: lab.slug, correlationId });
    const noah = await buildStudent(deps, "Noah");
    const late = startLab(deps, noah, { labSlug: lab.slug, correlationId });
    await expect(late).rejects.toMatchObject({ code: "LAB_NOT_AVAILABLE" });
    deps.clock.set(new Date());
    expect(again).toMatchObject({ id: first.id, created: false, status: "PROVISIONING" });
    await drainJobs(deps);
  });

  it("refuses a lab that is unknown, a draft, or not open yet", async () => {
    const mia = await buildStudent(deps);
    await buildLab(deps, "tomorrow", { opensAt: new Date(Date.now() + 86_400_000) });
    await deps.database.prisma.lab.create({
      data: { slug: "draft", title: "D", summary: "d", baseRepoUrl: "http://localhost:3003/a/b" },
    });
    for (const labSlug of ["unknown", "draft"]) {
      await expect(startLab(deps, mia, { labSlug, correlationId })).rejects.toMatchObject({
        code: "NOT_FOUND",
        details: {},
      });
    }
    const early = startLab(deps, mia, { labSlug: "tomorrow", correlationId });
    await expect(early).rejects.toMatchObject({
      code: "LAB_NOT_AVAILABLE",
      details: { reason: "not-open-yet" },
    });
  });

  it("limits new sessions of one student, and never a start that finds its session", async () => {
    const mia = await buildStudent(deps);
    for (let at = 0; at < newSessionsPerHour; at++) {
      const { slug } = await buildLab(deps, `many-${at}`);
      await startLab(deps, mia, { labSlug: slug, correlationId });
    }
    const { slug } = await buildLab(deps, "one-more");
    const more = startLab(deps, mia, { labSlug: slug, correlationId });
    await expect(more).rejects.toMatchObject({ code: "RATE_LIMITED" });
    expect(await startLab(deps, mia, { labSlug: "many-0", correlationId })).toMatchObject({
      created: false,
    });
    const noah = await buildStudent(deps, "Noah");
    expect(await startLab(deps, noah, { labSlug: slug, correlationId })).toMatchObject({
      created: true,
    });
  });

  it("refuses a person without an account at the provider", async () => {
    const lab = await buildLab(deps, "no-account");
    const nobody = { ...(await buildStudent(deps)), login: null };
    await expect(
      startLab(deps, nobody, { labSlug: lab.slug, correlationId }),
    ).rejects.toMatchObject({ code: "ACCOUNT_NOT_LINKED" });
  });

  it("answers the next attempt after a reset, and the old one keeps its repository", async () => {
    const lab = await buildLab(deps, "again");
    const mia = await buildStudent(deps);
    const ada = await buildStudent(deps, "Ada", "ADMIN");
    const first = await startLab(deps, mia, { labSlug: lab.slug, correlationId });
    await drainJobs(deps);
    const { id: nextId } = await resetLabSession(
      deps,
      ada,
      {
        id: first.id,
        expectedVersion: 2,
        reason: "a fresh start",
        idempotencyKey: randomUUID(),
      },
      correlationId,
    );
    const answer = await startLab(deps, mia, { labSlug: lab.slug, correlationId });
    expect(answer).toMatchObject({ id: nextId, created: false, attempt: 2 });
    await drainJobs(deps);
    const sessions = await deps.database.prisma.labSession.findMany({
      where: { userId: mia.id },
      orderBy: { attempt: "asc" },
      select: { status: true, attempt: true, mappings: { select: { status: true } } },
    });
    expect(sessions).toEqual([
      { status: "ARCHIVED", attempt: 1, mappings: [{ status: "RELEASED" }] },
      { status: "IN_PROGRESS", attempt: 2, mappings: [{ status: "ACTIVE" }] },
    ]);
  });
});
