import { randomUUID } from "node:crypto";
import { createTestDatabase, type TestDatabase } from "@forgea/testing/database";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ProviderError } from "../ports.ts";
import { buildLab, buildStudent, createTestDeps, drainJobs, type TestDeps } from "../testing.ts";
import { compensateRepository } from "./compensate-repository.ts";
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

async function started(slug: string) {
  const lab = await buildLab(deps, slug);
  const mia = await buildStudent(deps);
  const { id } = await startLab(deps, mia, { labSlug: lab.slug, correlationId });
  const asWorker = { ...deps, database: deps.worker };
  const provision = () =>
    provisionLabSession(asWorker, { labSessionId: id, correlationId, workerId: "test" });
  const read = () =>
    deps.database.prisma.labSession.findUniqueOrThrow({
      where: { id },
      include: { intents: { orderBy: { createdAt: "asc" } }, mappings: true, events: true },
    });
  const compensate = async () => {
    const { intents } = await read();
    await compensateRepository(asWorker, intents[0]?.id ?? "");
  };
  return { id, mia, asWorker, provision, read, compensate };
}

/** A session that stopped after its repository was made: the content never came. */
async function stoppedHalfWay(slug: string) {
  const session = await started(slug);
  deps.github.contentArrives = false;
  await session.provision();
  deps.github.contentArrives = true;
  await deps.worker.pool.query(
    "UPDATE repository_intents SET progress_at = now() - interval '11 minutes' WHERE lab_session_id = $1",
    [session.id],
  );
  await sweepProvisioning(session.asWorker, correlationId);
  return session;
}

describe("compensateRepository", () => {
  it("deletes what an ended provisioning left, and says so in the session's events", async () => {
    const { compensate, read } = await stoppedHalfWay("left-over");
    const before = await read();
    expect(before).toMatchObject({ status: "FAILED", failureCode: "NO_PROGRESS" });
    expect(before.intents).toMatchObject([{ state: "ABANDONED" }]);
    await compensate();
    await compensate();
    const after = await read();
    expect(after.intents).toMatchObject([{ state: "DISCARDED" }]);
    expect(after.mappings).toMatchObject([{ status: "TOMBSTONED" }]);
    expect(after.events.map(({ kind }) => kind)).toEqual([
      "start",
      "repository-created",
      "provisioning-failed",
      "repository-removed",
    ]);
    expect(
      await deps.github.findRepositoryByName("forgea", after.intents[0]?.name ?? ""),
    ).toBeNull();
  });

  it("sets a repository aside in which a person committed, and deletes nothing", async () => {
    const { compensate, read } = await stoppedHalfWay("somebodys-work");
    const { intents } = await read();
    deps.github.push("forgea", intents[0]?.name ?? "", "f".repeat(40));
    await compensate();
    expect((await read()).intents).toMatchObject([{ state: "SET_ASIDE" }]);
    const kept = await deps.github.findRepositoryByName("forgea", intents[0]?.name ?? "");
    expect(kept).not.toBeNull();
  });

  it("never touches a stranger's repository that has our name", async () => {
    const { provision, compensate, read } = await started("stranger");
    const name = (await read()).intents[0]?.name ?? "";
    deps.github.add("forgea", name);
    await provision();
    await compensate();
    expect((await read()).intents).toMatchObject([{ state: "SET_ASIDE" }]);
    expect(await deps.github.findRepositoryByName("forgea", name)).not.toBeNull();
  });

  it("leaves nothing open when the repository was never made", async () => {
    const { provision, compensate, read } = await started("never-made");
    deps.github.failNext.set("generateRepository", new ProviderError("refused", "no"));
    await provision();
    await compensate();
    expect((await read()).intents).toMatchObject([{ state: "DISCARDED" }]);
  });
});

describe("sweepProvisioning", () => {
  it("gives an unfinished session whose job was lost its job back", async () => {
    const { read, asWorker } = await started("lost-job");
    await deps.worker.pool.query(
      "DELETE FROM graphile_worker._private_jobs WHERE key LIKE 'provision:%'",
    );
    await drainJobs(deps);
    expect((await read()).status).toBe("PROVISIONING");
    await sweepProvisioning(asWorker, correlationId);
    await drainJobs(deps);
    expect((await read()).status).toBe("IN_PROGRESS");
  });

  it("does not take waiting in line for standstill", async () => {
    const { read, asWorker, id } = await started("in-line");
    await deps.worker.pool.query(
      "UPDATE repository_intents SET progress_at = now() - interval '1 hour' WHERE lab_session_id = $1",
      [id],
    );
    await sweepProvisioning(asWorker, correlationId);
    expect((await read()).status).toBe("PROVISIONING");
    await drainJobs(deps);
  });
});

describe("retryLabSession", () => {
  it("sets up a stopped session again, with another repository name", async () => {
    const { id, mia, provision, read } = await started("retry");
    deps.github.failNext.set("generateRepository", new ProviderError("refused", "no"));
    await provision();
    const request = { id, expectedVersion: 2, idempotencyKey: randomUUID() };
    const both = await Promise.all([
      retryLabSession(deps, mia, request, "trace"),
      retryLabSession(deps, mia, request, "trace"),
    ]);
    expect(both[0]).toEqual(both[1]);
    await drainJobs(deps);
    const session = await read();
    expect(session).toMatchObject({ status: "IN_PROGRESS", failureCode: null });
    expect(session.intents.map(({ state }) => state)).toContain("BOUND");
    expect(session.intents).toHaveLength(2);
    expect(new Set(session.intents.map(({ name }) => name)).size).toBe(2);
  });

  it("is refused to another student as if the session did not exist", async () => {
    const { id, provision } = await started("retry-foreign");
    deps.github.failNext.set("generateRepository", new ProviderError("refused", "no"));
    await provision();
    const noah = await buildStudent(deps, "Noah");
    await expect(
      retryLabSession(
        deps,
        noah,
        { id, expectedVersion: 2, idempotencyKey: randomUUID() },
        "trace",
      ),
    ).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
