import { randomUUID } from "node:crypto";
import { createTestDatabase, type TestDatabase } from "@forgea/testing/database";
import type { Actor } from "@forgea/trpc/actor";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  buildLab,
  buildStudent,
  buildWorkingSession,
  createTestDeps,
  type TestDeps,
} from "../testing.ts";
import { overrideLabSession } from "./override-lab-session.ts";
import { provisionLabSession } from "./provision-lab-session.ts";
import { startLab } from "./start-lab.ts";
import { submitLabSession } from "./submit-lab-session.ts";

let database: TestDatabase;
let deps: TestDeps;
let ada: Actor;
let sam: Actor;

beforeAll(async () => {
  database = await createTestDatabase();
  deps = createTestDeps(database);
  ada = await buildStudent(deps, "Ada", "ADMIN");
  sam = await buildStudent(deps, "Sam", "ASSISTANT");
});
afterAll(async () => {
  await deps.close();
  await database.drop();
});

const command = (id: string, expectedVersion = 2) => ({
  id,
  expectedVersion,
  reason: "Agreed on with the student.",
  idempotencyKey: randomUUID(),
});

describe("overrideLabSession", () => {
  it("submits for the student, with the reason beside the event and its hash in the chain", async () => {
    const { id, read } = await buildWorkingSession(deps, "force-complete");
    const answer = await overrideLabSession(deps, ada, "force-complete", command(id), "trace");
    expect(answer).toEqual({ id, status: "COMPLETED", version: 3 });
    const session = await read();
    const event = session.events.at(-1);
    expect(session.completedAt).toEqual(deps.clock.now());
    expect(event).toMatchObject({
      kind: "force-complete",
      fromStatus: "IN_PROGRESS",
      toStatus: "COMPLETED",
      actorKind: "ADMIN",
      actorId: ada.id,
      correlationId: "trace",
      note: { text: "Agreed on with the student." },
    });
    expect(event?.data).not.toContain("Agreed");
    expect(JSON.parse(event?.data ?? "{}")).toEqual({
      noteHash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it("stops a bound session and keeps its repository", async () => {
    const { id, read } = await buildWorkingSession(deps, "stop-bound");
    await overrideLabSession(deps, ada, "fail", command(id), "trace");
    expect(await read()).toMatchObject({
      status: "FAILED",
      failureCode: "STOPPED_BY_STAFF",
      mappings: [{ status: "ACTIVE" }],
    });
  });

  it("stops a session that is being set up: its worker binds nothing any more", async () => {
    const lab = await buildLab(deps, "stop-unbound");
    const mia = await buildStudent(deps);
    const { id } = await startLab(deps, mia, { labSlug: lab.slug, correlationId: "test" });
    deps.github.contentArrives = false;
    const request = { labSessionId: id, correlationId: "test", workerId: "w" };
    const provisioning = provisionLabSession({ ...deps, database: deps.worker }, request);
    await expect
      .poll(() => deps.database.prisma.gitHubRepoMapping.count({ where: { labSessionId: id } }))
      .toBe(1);
    await overrideLabSession(deps, ada, "fail", command(id, 1), "trace");
    deps.github.contentArrives = true;
    const [intent] = await deps.database.prisma.repositoryIntent.findMany({
      where: { labSessionId: id },
    });
    const stored = deps.github.repositories.get(`forgea/${intent?.name}`);
    if (stored)
      stored.head = { branch: "main", commitSha: "c".repeat(40), treeSha: "1".repeat(40) };
    await provisioning.catch(() => undefined);
    const session = await deps.database.prisma.labSession.findUniqueOrThrow({
      where: { id },
      include: { mappings: true, intents: true },
    });
    expect(session).toMatchObject({
      status: "FAILED",
      boundAt: null,
      mappings: [{ status: "RELEASED" }],
      intents: [{ state: "ABANDONED" }],
    });
  });

  it("lets exactly one of ten admins win, and tells the others what changed", async () => {
    const { id, read } = await buildWorkingSession(deps, "ten-admins");
    const outcomes = await Promise.allSettled(
      Array.from({ length: 10 }, (_, at) =>
        overrideLabSession(deps, ada, at % 2 ? "fail" : "force-complete", command(id), "trace"),
      ),
    );
    const refused = outcomes.filter((outcome) => outcome.status === "rejected");
    expect(refused).toHaveLength(9);
    for (const { reason } of refused) {
      expect(reason).toMatchObject({ code: "STALE_VERSION", details: { currentVersion: 3 } });
    }
    const session = await read();
    expect(session.version).toBe(3);
    expect(session.events.map(({ seq }) => seq)).toEqual(session.events.map((_, at) => at + 1));
  });

  it("answers a repeated command the same, without doing it twice", async () => {
    const { id, read } = await buildWorkingSession(deps, "repeated");
    const request = command(id);
    const both = await Promise.all([
      overrideLabSession(deps, ada, "fail", request, "trace"),
      overrideLabSession(deps, ada, "fail", request, "trace"),
    ]);
    expect(both[0]).toEqual(both[1]);
    expect(await overrideLabSession(deps, ada, "fail", request, "trace")).toEqual(both[0]);
    expect((await read()).events.filter(({ kind }) => kind === "fail")).toHaveLength(1);
  });

  it("refuses a key that was used for something else", async () => {
    const { id } = await buildWorkingSession(deps, "key-reused");
    const request = command(id);
    await overrideLabSession(deps, ada, "fail", request, "trace");
    await expect(
      overrideLabSession(deps, ada, "fail", { ...request, reason: "Another reason" }, "trace"),
    ).rejects.toMatchObject({ code: "KEY_REUSED" });
  });

  it("refuses an assistant, who may not force anything", async () => {
    const { id, read } = await buildWorkingSession(deps, "assistant");
    await expect(overrideLabSession(deps, sam, "fail", command(id), "trace")).rejects.toMatchObject(
      { code: "FORBIDDEN" },
    );
    expect((await read()).status).toBe("IN_PROGRESS");
  });

  it("lets either the student's submission or the admin's stop win, never both", async () => {
    for (let round = 0; round < 5; round++) {
      const { id, student, read } = await buildWorkingSession(deps, `both-${round}`);
      const outcomes = await Promise.allSettled([
        overrideLabSession(deps, ada, "fail", command(id), "trace"),
        submitLabSession(deps, student, { ...command(id), commitSha: "c".repeat(40) }, "trace"),
      ]);
      expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      const session = await read();
      expect(session.version).toBe(3);
      expect(["FAILED", "COMPLETED"]).toContain(session.status);
    }
  });
});
