import { randomUUID } from "node:crypto";
import { createTestDatabase, type TestDatabase } from "@forgea/testing/database";
import type { Actor } from "@forgea/trpc/actor";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { creationLimits } from "../domain/provider-budget.ts";
import { ProviderError } from "../ports.ts";
import { findPlace } from "../store/queue-store.ts";
import { buildLab, buildStudent, createTestDeps, drainJobs, type TestDeps } from "../testing.ts";
import { clearPreparation } from "./clear-preparation.ts";
import { compensateRepository } from "./compensate-repository.ts";
import { prepareRepositories } from "./prepare-repositories.ts";
import { prepareRepository } from "./prepare-repository.ts";
import { publishLab } from "./publish-lab.ts";
import { startLab } from "./start-lab.ts";
import { sweepPreparations } from "./sweep-preparations.ts";
import { viewStaffLab } from "./view-staff-labs.ts";

let database: TestDatabase;
let deps: TestDeps;
let admin: Actor;
const hour = 3_600_000;

beforeAll(async () => {
  database = await createTestDatabase();
  deps = createTestDeps(database);
  admin = await buildStudent(deps, "Ada", "ADMIN");
});
afterEach(() => {
  deps.github.creationLimits = null;
  deps.clock.set(new Date());
});
afterAll(async () => {
  await deps.close();
  await database.drop();
});

const inHours = (hours: number) => new Date(Date.now() + hours * hour);
const wish = (slug: string, count: number) => ({
  slug,
  count,
  versionNumber: 1,
  classStartsAt: null,
  wantedUntil: inHours(4),
  idempotencyKey: randomUUID(),
});

async function prepared(slug: string, count: number) {
  const lab = await buildLab(deps, slug);
  const { id } = await prepareRepositories(deps, admin, wish(slug, count));
  await drainJobs(deps);
  const view = async () => (await viewStaffLab(deps, slug)).preparations.find((p) => p.id === id);
  return { ...lab, preparation: id, view };
}

async function start(slug: string) {
  const student = await buildStudent(deps);
  const { id } = await startLab(deps, student, { labSlug: slug, correlationId: "test" });
  const read = () =>
    deps.database.prisma.labSession.findUniqueOrThrow({
      where: { id },
      include: { intents: { orderBy: { createdAt: "asc" } }, mappings: true },
    });
  return { id, student, read };
}

const worker = () => ({ ...deps, database: deps.worker });
const clearLeftovers = async (preparation: string) => {
  const intents = await deps.database.prisma.repositoryIntent.findMany({
    where: { preparationId: preparation, state: "ABANDONED" },
  });
  for (const { id } of intents) await compensateRepository(worker(), id);
};
const repositoriesOf = (slug: string) =>
  [...deps.github.repositories.keys()].filter((name) =>
    new RegExp(`/${slug}-[0-9a-f]{10}(-\\d+)?$`).test(name),
  );

describe("prepareRepositories", () => {
  it("makes what was asked for, and the page counts it as ready", async () => {
    const { view } = await prepared("made-ahead", 3);
    expect(await view()).toMatchObject({ requested: 3, ready: 3, waiting: 0, taken: 0, failed: 0 });
    expect(repositoriesOf("made-ahead")).toHaveLength(3);
  });

  it("is done once for the same key, and refuses another request under it", async () => {
    await buildLab(deps, "asked-twice");
    const request = wish("asked-twice", 2);
    const answers = await Promise.all([
      prepareRepositories(deps, admin, request),
      prepareRepositories(deps, admin, request),
    ]);
    expect(answers[0]).toEqual(answers[1]);
    const other = prepareRepositories(deps, admin, { ...request, count: 3 });
    await expect(other).rejects.toMatchObject({ code: "KEY_REUSED" });
    expect((await viewStaffLab(deps, "asked-twice")).preparations).toHaveLength(1);
    await drainJobs(deps);
  });

  it("refuses a version that is not the newest, an unknown lab, and a time that has passed", async () => {
    await buildLab(deps, "refused");
    const ask = (change: object) =>
      prepareRepositories(deps, admin, { ...wish("refused", 1), ...change });
    await expect(ask({ versionNumber: 2 })).rejects.toMatchObject({ code: "STALE_VERSION" });
    await expect(ask({ slug: "unknown" })).rejects.toMatchObject({ code: "LAB_NOT_AVAILABLE" });
    await expect(ask({ wantedUntil: inHours(-1) })).rejects.toMatchObject({ code: "VALIDATION" });
  });

  it("is ready only when the frozen template's tree is there", async () => {
    await buildLab(deps, "no-content");
    const { id } = await prepareRepositories(deps, admin, wish("no-content", 1));
    const intent = await deps.database.prisma.repositoryIntent.findFirstOrThrow({
      where: { preparationId: id },
    });
    deps.github.contentArrives = false;
    const again = await prepareRepository(worker(), { intentId: intent.id, workerId: "test" });
    deps.github.contentArrives = true;
    expect(again).not.toBeNull();
    const { preparations } = await viewStaffLab(deps, "no-content");
    expect(preparations).toMatchObject([{ ready: 0, waiting: 1 }]);
    await clearPreparation(deps, admin, { id, idempotencyKey: randomUUID() });
  });

  it("says which could not be made, and leaves nothing of them", async () => {
    await buildLab(deps, "not-made");
    deps.github.failNext.set("generateRepository", new ProviderError("refused", "no"));
    const { id } = await prepareRepositories(deps, admin, wish("not-made", 2));
    await drainJobs(deps);
    await clearLeftovers(id);
    const { preparations } = await viewStaffLab(deps, "not-made");
    expect(preparations).toMatchObject([{ ready: 1, failed: 1, waiting: 0 }]);
  });
});

describe("a start with prepared repositories", () => {
  it("takes one without creating anything, and asks the provider twice", async () => {
    const { view } = await prepared("taken", 2);
    const made = new Set(repositoriesOf("taken"));
    const { read } = await start("taken");
    deps.github.calls.length = 0;
    await drainJobs(deps);
    const session = await read();
    expect(session).toMatchObject({ status: "IN_PROGRESS", mappings: [{ status: "ACTIVE" }] });
    expect(session.intents).toMatchObject([{ state: "BOUND", step: "DONE" }]);
    expect(made.has(`forgea/${session.intents[0]?.name}`)).toBe(true);
    expect(deps.github.calls).toEqual(["findRepositoryById", "inviteWriter"]);
    expect(await view()).toMatchObject({ ready: 1, taken: 1 });
  });

  it("gives every one of a crowd its own, and the rest ordinary ones", async () => {
    await prepared("crowd", 12);
    const sessions = await Promise.all(Array.from({ length: 20 }, () => start("crowd")));
    const intents = (await Promise.all(sessions.map(({ read }) => read()))).flatMap(
      (session) => session.intents,
    );
    expect(intents).toHaveLength(20);
    expect(new Set(intents.map(({ id }) => id)).size).toBe(20);
    expect(intents.filter(({ preparedAt }) => preparedAt !== null)).toHaveLength(12);
    await drainJobs(deps);
    expect(repositoriesOf("crowd")).toHaveLength(20);
    for (const { read } of sessions) expect((await read()).status).toBe("IN_PROGRESS");
  });

  it("falls back to an ordinary one when the prepared one is gone", async () => {
    const { view } = await prepared("gone", 1);
    const [name = ""] = repositoriesOf("gone");
    deps.github.repositories.delete(name);
    const { read } = await start("gone");
    await drainJobs(deps);
    const session = await read();
    expect(session.status).toBe("IN_PROGRESS");
    expect(session.intents.map(({ state }) => state)).toEqual(["ABANDONED", "BOUND"]);
    expect(session.mappings).toHaveLength(1);
    expect(await view()).toMatchObject({ taken: 0, failed: 1 });
    for (const { id } of session.intents) await compensateRepository(worker(), id);
    expect((await read()).intents.map(({ state }) => state)).toEqual(["DISCARDED", "BOUND"]);
  });

  it("waits behind nobody who prepares", async () => {
    await buildLab(deps, "students-first");
    await prepareRepositories(deps, admin, wish("students-first", 30));
    const { read } = await start("students-first");
    const [intent] = (await read()).intents;
    const key = { host: "local-github", owner: "forgea" };
    const place = await findPlace(deps.worker, key, intent?.id ?? "", creationLimits);
    expect(place?.place).toBe(1);
  });
});

describe("clearing away", () => {
  it("deletes what nobody took and nothing else, once", async () => {
    const { preparation, view } = await prepared("cleared", 3);
    const { read } = await start("cleared");
    await drainJobs(deps);
    const clear = () =>
      clearPreparation(deps, admin, { id: preparation, idempotencyKey: randomUUID() });
    expect(await clear()).toEqual({ cleared: 2 });
    await expect(clear()).rejects.toMatchObject({ code: "ILLEGAL_TRANSITION" });
    await clearLeftovers(preparation);
    expect(repositoriesOf("cleared")).toHaveLength(1);
    expect((await read()).status).toBe("IN_PROGRESS");
    expect(await view()).toMatchObject({ ended: "CLEARED", cleared: 2, taken: 1, ready: 0 });
  });

  it("never deletes one with somebody's work in it", async () => {
    const { preparation } = await prepared("with-work", 1);
    const [full = ""] = repositoriesOf("with-work");
    const [owner = "", name = ""] = full.split("/");
    deps.github.push(owner, name, "d".repeat(40));
    await clearPreparation(deps, admin, { id: preparation, idempotencyKey: randomUUID() });
    await clearLeftovers(preparation);
    expect(repositoriesOf("with-work")).toHaveLength(1);
    const intents = await deps.database.prisma.repositoryIntent.findMany({
      where: { preparationId: preparation },
    });
    expect(intents).toMatchObject([{ state: "SET_ASIDE" }]);
  });

  it("lets exactly one of a start and a clearing away have each repository", async () => {
    const { preparation } = await prepared("tug-of-war", 8);
    const [cleared, ...sessions] = await Promise.all([
      clearPreparation(deps, admin, { id: preparation, idempotencyKey: randomUUID() }),
      ...Array.from({ length: 8 }, () => start("tug-of-war")),
    ]);
    const intents = (await Promise.all(sessions.map(({ read }) => read()))).flatMap(
      (session) => session.intents,
    );
    const taken = intents.filter(({ preparedAt }) => preparedAt !== null);
    expect(taken.every(({ state }) => state === "OPEN")).toBe(true);
    expect(taken.length + cleared.cleared).toBe(8);
    await drainJobs(deps);
    for (const { read } of sessions) expect((await read()).status).toBe("IN_PROGRESS");
  });

  it("happens by itself when a newer version is published", async () => {
    const { id, view } = await prepared("superseded", 2);
    await publishLab(deps, {
      labId: id,
      instructions: "# New",
      durationMinutes: null,
      resultKind: "CODE",
    });
    await sweepPreparations(worker());
    expect(await view()).toMatchObject({ ended: "SUPERSEDED", cleared: 2 });
    const { read } = await start("superseded");
    expect((await read()).intents).toMatchObject([{ preparedAt: null }]);
  });

  it("happens by itself when the time has passed until which they were wanted", async () => {
    const { view } = await prepared("not-wanted", 1);
    await sweepPreparations(worker());
    expect(await view()).toMatchObject({ ended: null, ready: 1 });
    deps.clock.set(inHours(5));
    await sweepPreparations(worker());
    expect(await view()).toMatchObject({ ended: "NOT_WANTED", cleared: 1 });
  });

  it("happens by itself when the lab is archived", async () => {
    const { id, view } = await prepared("archived", 1);
    await deps.database.prisma.lab.update({ where: { id }, data: { status: "ARCHIVED" } });
    await sweepPreparations(worker());
    expect(await view()).toMatchObject({ ended: "LAB_ENDED", cleared: 1 });
  });
});
