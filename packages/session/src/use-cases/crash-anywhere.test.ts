import { randomUUID } from "node:crypto";
import { createTestDatabase, type TestDatabase } from "@forgea/testing/database";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CrashPoint } from "../failpoints/crash-points.ts";
import { ProviderError } from "../ports.ts";
import { buildLab, buildStudent, createTestDeps, pushBody, type TestDeps } from "../testing.ts";
import { processDelivery } from "../webhook/process-delivery.ts";
import { compensateRepository } from "./compensate-repository.ts";
import { overrideLabSession } from "./override-lab-session.ts";
import { provisionLabSession } from "./provision-lab-session.ts";
import { retryLabSession } from "./retry-lab-session.ts";
import { startLab } from "./start-lab.ts";
import { sweepProvisioning } from "./sweep-provisioning.ts";

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

/** A process that stands still at a point until it is woken. */
function sleepAt(point: CrashPoint) {
  const arrived = Promise.withResolvers<void>();
  const woken = Promise.withResolvers<void>();
  const failpoint = async (reached: CrashPoint) => {
    if (reached !== point) return;
    arrived.resolve();
    await woken.promise;
  };
  return { failpoint, arrived: arrived.promise, wake: () => woken.resolve() };
}

/** A process whose work breaks off at a point. */
function breakOffAt(point: CrashPoint) {
  return async (reached: CrashPoint) => {
    if (reached === point) throw new Error("broken off");
  };
}

async function started(slug: string) {
  const lab = await buildLab(deps, slug);
  const mia = await buildStudent(deps);
  const { id } = await startLab(deps, mia, { labSlug: lab.slug, correlationId });
  const asWorker = { ...deps, database: deps.worker };
  const provision = (more: Pick<TestDeps, "failpoint"> = {}) =>
    provisionLabSession(
      { ...asWorker, ...more },
      { labSessionId: id, correlationId, workerId: randomUUID() },
    );
  const read = () =>
    deps.database.prisma.labSession.findUniqueOrThrow({
      where: { id },
      include: {
        intents: { orderBy: { createdAt: "asc" } },
        mappings: true,
        events: { orderBy: { seq: "asc" } },
      },
    });
  const endLease = () =>
    deps.worker.pool.query(
      "UPDATE repository_intents SET lease_until = now() - interval '1 second' WHERE lab_session_id = $1 AND lease_until IS NOT NULL",
      [id],
    );
  const stop = async () => {
    const ada = await buildStudent(deps, "Ada", "ADMIN");
    const { version } = await read();
    const request = {
      id,
      expectedVersion: version,
      reason: "wrong lab",
      idempotencyKey: randomUUID(),
    };
    return overrideLabSession(deps, ada, "fail", request, correlationId);
  };
  const compensate = async () => {
    for (const { id: intentId } of (await read()).intents) {
      await compensateRepository(asWorker, intentId);
    }
  };
  const repositories = () =>
    [...deps.github.repositories.values()].filter(({ repository }) =>
      repository.name.startsWith(`${slug}-`),
    ).length - 1; // the frozen template is one of them
  return { id, mia, asWorker, provision, read, endLease, stop, compensate, repositories };
}

const workerPoints = [
  "lease-taken",
  "request-sent",
  "executed-answer-lost",
  "answer-read-before-binding",
  "woken-after-lease",
  "after-binding",
  "invited-not-recorded",
] as const satisfies readonly CrashPoint[];

describe("a worker that sleeps through its lease", () => {
  it.each(workerPoints)(
    "at %s: another one finishes, and the woken one changes nothing",
    async (point) => {
      const session = await started(`slept-${point}`);
      const sleeper = sleepAt(point);
      const asleep = session.provision({ failpoint: sleeper.failpoint });
      await sleeper.arrived;
      await session.endLease();
      expect(await session.provision()).toEqual({ kind: "done" });
      const before = await session.read();
      sleeper.wake();
      expect(await asleep).toEqual({ kind: "done" });
      expect(await session.read()).toEqual(before);
      expect(before).toMatchObject({
        status: "IN_PROGRESS",
        version: 2,
        mappings: [{ status: "ACTIVE" }],
        intents: [{ state: "BOUND", step: "DONE" }],
      });
      expect(session.repositories()).toBe(1);
    },
  );

  it.each(workerPoints)(
    "at %s: a stop meanwhile holds, and nothing is left over",
    async (point) => {
      const session = await started(`stopped-${point}`);
      const sleeper = sleepAt(point);
      const asleep = session.provision({ failpoint: sleeper.failpoint });
      await sleeper.arrived;
      await session.stop();
      sleeper.wake();
      expect(await asleep).toEqual({ kind: "done" });
      await session.compensate();
      const after = await session.read();
      expect(after).toMatchObject({ status: "FAILED", failureCode: "STOPPED_BY_STAFF" });
      const bound = after.boundAt !== null;
      expect(after.intents).toMatchObject([{ state: bound ? "BOUND" : "DISCARDED" }]);
      expect(session.repositories()).toBe(bound ? 1 : 0);
    },
  );
});

describe("a binding that breaks off before it is committed", () => {
  it("leaves nothing bound, and the next try binds once", async () => {
    const session = await started("half-bound");
    await expect(session.provision({ failpoint: breakOffAt("inside-binding") })).rejects.toThrow(
      "broken off",
    );
    expect(await session.read()).toMatchObject({
      status: "PROVISIONING",
      mappings: [{ status: "PENDING" }],
      intents: [{ state: "OPEN", step: "COPYING" }],
    });
    await session.provision();
    const after = await session.read();
    expect(after.events.map(({ kind }) => kind)).toEqual([
      "start",
      "repository-created",
      "bind",
      "access-accepted",
    ]);
  });
});

describe("a compensation that breaks off after the repository was deleted", () => {
  it("is finished by the next one", async () => {
    const session = await started("half-cleared");
    deps.github.contentArrives = false;
    await session.provision();
    deps.github.contentArrives = true;
    await session.stop();
    const [intent] = (await session.read()).intents;
    const broken = { ...session.asWorker, failpoint: breakOffAt("deleted-not-recorded") };
    await expect(compensateRepository(broken, intent?.id ?? "")).rejects.toThrow("broken off");
    await session.compensate();
    expect((await session.read()).intents).toMatchObject([{ state: "DISCARDED" }]);
    expect(session.repositories()).toBe(0);
  });
});

describe("waiting in line", () => {
  it("is not taken for a slow copy when the turn comes late", async () => {
    const session = await started("long-line");
    await deps.worker.pool.query(
      `UPDATE repository_intents SET created_at = now() - interval '1 hour',
         updated_at = now() - interval '1 hour', progress_at = now() - interval '1 hour'
       WHERE lab_session_id = $1`,
      [session.id],
    );
    deps.github.contentArrives = false;
    const outcome = await session.provision({
      failpoint: async (point) => {
        // The sweeper looks while the request is under way.
        if (point === "request-sent") await sweepProvisioning(session.asWorker, correlationId);
      },
    });
    deps.github.contentArrives = true;
    expect(outcome.kind).toBe("again-at");
    expect(await session.read()).toMatchObject({
      status: "PROVISIONING",
      intents: [{ step: "COPYING" }],
    });
  });

  it("does not restart the clock of a session whose tries keep failing", async () => {
    const session = await started("keeps-failing");
    await deps.worker.pool.query(
      `UPDATE repository_intents SET progress_at = now() - interval '11 minutes',
         last_error_code = 'PROVIDER_UNAVAILABLE' WHERE lab_session_id = $1`,
      [session.id],
    );
    deps.github.failNext.set("generateRepository", new ProviderError("unavailable", "503"));
    await session.provision();
    await sweepProvisioning(session.asWorker, correlationId);
    // The cause that stands with its last try is what the student reads.
    expect(await session.read()).toMatchObject({
      status: "FAILED",
      failureCode: "PROVIDER_SILENT",
    });
  });
});

describe("a session that ends while it is set up", () => {
  it("lets the pushes that waited for its repository be decided", async () => {
    const session = await started("early-push");
    deps.github.contentArrives = false;
    await session.provision();
    deps.github.contentArrives = true;
    const [mapping] = (await session.read()).mappings;
    const body = pushBody({ repoId: mapping?.providerRepoId ?? 0n });
    const delivery = await deps.database.prisma.webhookDelivery.create({
      data: {
        host: "local-github",
        hookScope: "app",
        guid: randomUUID(),
        event: "push",
        receivedAt: new Date(),
        bodySha256: new Uint8Array(32).fill(7),
        body: Uint8Array.from(body),
        correlationId,
      },
    });
    await processDelivery(session.asWorker, delivery.id);
    const waiting = await deps.database.prisma.webhookDelivery.findUniqueOrThrow({
      where: { id: delivery.id },
    });
    expect(waiting).toMatchObject({ state: "RECEIVED", waitingRepoId: mapping?.providerRepoId });
    await session.stop();
    const { rows } = await deps.worker.pool.query(
      "SELECT 1 FROM graphile_worker.jobs j JOIN graphile_worker._private_jobs p USING (id) WHERE j.task_identifier = 'process-delivery' AND p.payload ->> 'deliveryId' = $1",
      [delivery.id.toString()],
    );
    expect(rows).toHaveLength(1);
    await processDelivery(session.asWorker, delivery.id);
    const decided = await deps.database.prisma.webhookDelivery.findUniqueOrThrow({
      where: { id: delivery.id },
    });
    expect(decided).toMatchObject({ state: "REJECTED", reason: "BINDING_RELEASED" });
  });
});

describe("a session that nobody would look at any more", () => {
  it("is given up when no intent of it is open", async () => {
    const session = await started("unattended");
    await deps.worker.pool.query(
      "UPDATE repository_intents SET state = 'ABANDONED' WHERE lab_session_id = $1",
      [session.id],
    );
    await sweepProvisioning(session.asWorker, correlationId);
    expect(await session.read()).toMatchObject({ status: "FAILED", failureCode: "NO_PROGRESS" });
  });
});

describe("retryLabSession after the first repository was cleared away", () => {
  it("makes another one, and both intents keep their end", async () => {
    const session = await started("second-try");
    deps.github.failNext.set("generateRepository", new ProviderError("refused", "no"));
    await session.provision();
    await session.compensate();
    await retryLabSession(
      deps,
      session.mia,
      { id: session.id, expectedVersion: 2, idempotencyKey: randomUUID() },
      correlationId,
    );
    await session.provision();
    const after = await session.read();
    expect(after).toMatchObject({ status: "IN_PROGRESS", failureCode: null });
    expect(after.intents.map(({ state }) => state)).toEqual(["DISCARDED", "BOUND"]);
  });

  it("lets the first one be cleared away later, too", async () => {
    const session = await started("second-try-first");
    deps.github.failNext.set("generateRepository", new ProviderError("refused", "no"));
    await session.provision();
    await retryLabSession(
      deps,
      session.mia,
      { id: session.id, expectedVersion: 2, idempotencyKey: randomUUID() },
      correlationId,
    );
    await session.provision();
    await session.compensate();
    expect((await session.read()).intents.map(({ state }) => state)).toEqual([
      "DISCARDED",
      "BOUND",
    ]);
  });
});

describe("a name that is taken and not there", () => {
  it("is asked for again instead of stopping the session", async () => {
    const session = await started("flickering");
    deps.github.failNext.set("generateRepository", new ProviderError("conflict", "taken"));
    expect(await session.provision()).toMatchObject({ kind: "again-at" });
    expect(await session.provision()).toEqual({ kind: "done" });
    expect((await session.read()).status).toBe("IN_PROGRESS");
  });
});
