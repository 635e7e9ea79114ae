import { randomUUID } from "node:crypto";
import { createTestDatabase, type TestDatabase } from "@forgea/testing/database";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ProviderError } from "../ports.ts";
import { buildLab, buildStudent, createTestDeps, type TestDeps } from "../testing.ts";
import { compensateRepository } from "./compensate-repository.ts";
import { provisionLabSession } from "./provision-lab-session.ts";
import { startLab } from "./start-lab.ts";
import { sweepProvisioning } from "./sweep-provisioning.ts";
import { sweepRepositories } from "./sweep-repositories.ts";

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
beforeEach(letTimePass);

/** The next sweep may begin. */
async function letTimePass() {
  await deps.worker.pool.query(
    "UPDATE repository_sweeps SET began_at = now() - interval '1 minute'",
  );
}

async function started(slug: string) {
  const lab = await buildLab(deps, slug);
  const mia = await buildStudent(deps);
  const { id } = await startLab(deps, mia, { labSlug: lab.slug, correlationId });
  const asWorker = { ...deps, database: deps.worker };
  const provision = () =>
    provisionLabSession(asWorker, { labSessionId: id, correlationId, workerId: "test" });
  const intent = () =>
    deps.database.prisma.repositoryIntent.findFirstOrThrow({ where: { labSessionId: id } });
  const compensate = async () => compensateRepository(asWorker, (await intent()).id);
  /** What the provider does with a request that it got and nobody waits for any more. */
  const makeLate = async (name?: string) => {
    const { owner, id: intentId, name: own } = await intent();
    return deps.github.generateRepository({
      templateOwner: owner,
      templateName: `${slug}-v1`,
      owner,
      name: name ?? own,
      description: `forgea:${intentId}`,
    });
  };
  return { id, asWorker, provision, intent, compensate, makeLate };
}

/** A session that was stopped and cleared away before the provider did what it was asked. */
async function discarded(slug: string) {
  const session = await started(slug);
  deps.github.failNext.set("generateRepository", new ProviderError("refused", "no"));
  await session.provision();
  await session.compensate();
  expect((await session.intent()).state).toBe("DISCARDED");
  return session;
}

const isThere = async (id: bigint) => (await deps.github.findRepositoryById(id)) !== null;

describe("sweepRepositories", () => {
  it("finds a repository that the provider made after we had looked, and clears it away", async () => {
    const session = await discarded("late");
    const late = await session.makeLate();
    await sweepRepositories(session.asWorker);
    expect(await session.intent()).toMatchObject({ state: "ABANDONED", providerRepoId: late.id });
    await session.compensate();
    expect((await session.intent()).state).toBe("DISCARDED");
    expect(await isThere(late.id)).toBe(false);
  });

  it("keeps a late one in which a person committed, and looks at it again after a day", async () => {
    const session = await discarded("late-work");
    const late = await session.makeLate();
    deps.github.push(late.owner, late.name, "f".repeat(40));
    await sweepRepositories(session.asWorker);
    await session.compensate();
    expect((await session.intent()).state).toBe("SET_ASIDE");
    await letTimePass();
    await sweepRepositories(session.asWorker);
    expect((await session.intent()).state).toBe("SET_ASIDE");

    await deps.github.deleteRepository(late);
    await session.compensate();
    expect((await session.intent()).state).toBe("SET_ASIDE");
    await deps.worker.pool.query(
      "UPDATE repository_intents SET updated_at = now() - interval '25 hours' WHERE lab_session_id = $1",
      [session.id],
    );
    await sweepProvisioning(session.asWorker, correlationId);
    const { id } = await session.intent();
    const { rows } = await deps.worker.pool.query(
      "SELECT 1 FROM graphile_worker.jobs WHERE key = $1",
      [`compensate:${id}`],
    );
    expect(rows).toHaveLength(1);
    await session.compensate();
    expect((await session.intent()).state).toBe("DISCARDED");
  });

  it("clears away the second repository of an intent that has its own, and only that", async () => {
    const session = await started("twice");
    await session.provision();
    const { providerRepoId } = await session.intent();
    const second = await session.makeLate("twice-again");
    await sweepRepositories(session.asWorker);
    expect(await isThere(second.id)).toBe(false);
    expect(await isThere(providerRepoId ?? 0n)).toBe(true);
    const stray = await deps.database.prisma.strayRepository.findFirstOrThrow({
      where: { providerRepoId: second.id },
    });
    expect(stray).toMatchObject({ verdict: "REMOVED", fullName: "forgea/twice-again" });
  });

  it("never touches what another installation in the same organisation made", async () => {
    const session = await started("neighbour");
    const foreign = await deps.github.generateRepository({
      templateOwner: "forgea",
      templateName: "neighbour-v1",
      owner: "forgea",
      name: "neighbours-own",
      description: `forgea:${randomUUID()}`,
    });
    await sweepRepositories(session.asWorker);
    expect(await isThere(foreign.id)).toBe(true);
    const stray = await deps.database.prisma.strayRepository.findFirstOrThrow({
      where: { providerRepoId: foreign.id },
    });
    expect(stray.verdict).toBe("SET_ASIDE");
  });

  it("leaves alone what is being made, what is bound, and what carries no mark of ours", async () => {
    const open = await started("being-made");
    const made = await open.makeLate();
    const bound = await started("bound");
    await bound.provision();
    const before = [...deps.github.repositories.keys()].toSorted();
    await sweepRepositories(open.asWorker);
    expect([...deps.github.repositories.keys()].toSorted()).toEqual(before);
    expect(await isThere(made.id)).toBe(true);
    expect((await open.intent()).state).toBe("OPEN");
  });

  it("is done by one of the workers that come at once", async () => {
    const { asWorker } = await started("at-once");
    const before = deps.github.calls.length;
    await Promise.all([1, 2, 3, 4].map(() => sweepRepositories(asWorker)));
    const lists = deps.github.calls.slice(before).filter((call) => call === "listRepositories");
    expect(lists.length).toBeLessThanOrEqual(2);
  });

  it("reads all that is new since its last look, and older pages in turn", async () => {
    const session = await discarded("deep");
    const late = await session.makeLate();
    for (let n = 0; n < 230; n++) deps.github.add("forgea", `filler-${n}`);
    await sweepRepositories(session.asWorker);
    expect((await session.intent()).state).toBe("ABANDONED");
    await session.compensate();

    const again = await discarded("deeper");
    const older = await again.makeLate();
    for (let n = 230; n < 360; n++) deps.github.add("forgea", `filler-${n}`);
    // As if the sweep had been past it before.
    await deps.worker.pool.query(
      "UPDATE repository_sweeps SET newest_repo_id = $1, next_page = 2",
      [(older.id + 200n).toString()],
    );
    await letTimePass();
    await sweepRepositories(again.asWorker);
    expect(await again.intent()).toMatchObject({ state: "ABANDONED", providerRepoId: older.id });
    expect(await isThere(late.id)).toBe(false);
  });
});
