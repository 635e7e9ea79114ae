import { createTestDatabase, type TestDatabase } from "@forgea/testing/database";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { buildWorkingSession, createTestDeps, deliver, type TestDeps } from "../testing.ts";
import { sweepBindings } from "./sweep-bindings.ts";

let database: TestDatabase;
let deps: TestDeps;
let turn = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  deps = createTestDeps(database);
});
afterAll(async () => {
  await deps.close();
  await database.drop();
});
// What was lost in the test before is out of the ten minutes.
beforeEach(() => later(3_600_000));

type Session = Awaited<ReturnType<typeof buildWorkingSession>>;
const asWorker = () => ({ ...deps, database: deps.worker });
const later = (ms: number) => deps.clock.set(new Date(deps.clock.now().getTime() + ms));
const working = () => buildWorkingSession(deps, `lost-${turn++}`);
const fullName = ({ mapping }: Session) => `${mapping.owner}/${mapping.name}`.toLowerCase();
const deletedEvent = ({ mapping }: Session) => ({
  action: "deleted",
  repository: { id: Number(mapping.providerRepoId) },
});
const remove = (session: Session) => {
  const stored = deps.github.repositories.get(fullName(session));
  deps.github.repositories.delete(fullName(session));
  return () => stored && deps.github.repositories.set(fullName(session), stored);
};
/** The sweep's rounds until nothing is due any more. */
async function verifyAll(): Promise<void> {
  await deps.worker.pool.query("UPDATE read_budgets SET points = 150");
  for (let round = 0; round < 5; round++) await sweepBindings(asWorker(), "test");
}
const due = (session: Session) =>
  deps.worker.pool.query("UPDATE github_repo_mappings SET verify_after = $2 WHERE id = $1", [
    session.mapping.id,
    deps.clock.now(),
  ]);
const kinds = async (session: Session) => (await session.read()).events.map(({ kind }) => kind);

describe("a repository that was really deleted", () => {
  it("is lost by a signed event that a 404 by id confirms", async () => {
    const session = await working();
    remove(session);
    const delivery = await deliver(deps, "repository", deletedEvent(session));
    expect(delivery).toMatchObject({ state: "ACCEPTED" });
    const after = await session.read();
    expect(after).toMatchObject({ status: "FAILED", failureCode: "REPOSITORY_LOST" });
    expect(after.mappings[0]).toMatchObject({ status: "TOMBSTONED", releasedAt: deps.clock.now() });
    expect(await kinds(session)).toContain("repository-lost");
  });

  it("is lost by two 404s ten minutes apart when no event came", async () => {
    const session = await working();
    await working();
    remove(session);
    await due(session);
    await verifyAll();
    expect(await session.read()).toMatchObject({ status: "IN_PROGRESS" });
    later(599_000);
    await verifyAll();
    expect(await session.read()).toMatchObject({ status: "IN_PROGRESS" });
    later(2_000);
    await verifyAll();
    expect(await session.read()).toMatchObject({ status: "FAILED" });
  });

  it("leaves a session that was handed in as it is, with the fact in its chain", async () => {
    const session = await working();
    await deps.worker.prisma.$transaction(async (tx) => {
      await tx.$executeRaw`UPDATE lab_sessions SET status = 'COMPLETED', completed_at = now(),
        version = version + 1 WHERE id = ${session.id}::uuid`;
      await tx.$executeRaw`INSERT INTO session_events (lab_session_id, kind, from_status, to_status,
          actor_kind, data, correlation_id, at)
        VALUES (${session.id}::uuid, 'complete', 'IN_PROGRESS', 'COMPLETED', 'STUDENT', '{}', 't', now())`;
    });
    remove(session);
    await deliver(deps, "repository", deletedEvent(session));
    expect(await session.read()).toMatchObject({ status: "COMPLETED", failureCode: null });
    expect(await kinds(session)).toContain("repository-gone");
  });
});

describe("a 404 that is no evidence", () => {
  it("is forgotten when the repository is seen again", async () => {
    const session = await working();
    const restore = remove(session);
    await due(session);
    await verifyAll();
    expect((await session.read()).mappings[0]?.missingSince).toEqual(deps.clock.now());
    restore();
    later(601_000);
    await verifyAll();
    const after = await session.read();
    expect(after).toMatchObject({ status: "IN_PROGRESS" });
    expect(after.mappings[0]).toMatchObject({
      missingSince: null,
      lastVerifiedAt: deps.clock.now(),
    });
  });

  it("concludes nothing while access is lost, however long", async () => {
    const session = await working();
    await due(session);
    deps.github.installation = { state: "suspended" };
    await verifyAll();
    later(7_200_000);
    await verifyAll();
    deps.github.installation = { state: "installed", selection: "all" };
    later(20_000);
    await verifyAll();
    const after = await session.read();
    expect(after).toMatchObject({ status: "IN_PROGRESS", heldAt: null });
    expect(after.mappings[0]?.missingSince).toBeNull();
  });

  it("is not believed from an event when the repository is there", async () => {
    const session = await working();
    const delivery = await deliver(deps, "repository", deletedEvent(session));
    expect(delivery).toMatchObject({ state: "IGNORED", reason: "REPO_STILL_THERE" });
    expect(await session.read()).toMatchObject({ status: "IN_PROGRESS" });
  });

  it("is not confirmed while access is lost: the event waits", async () => {
    const session = await working();
    remove(session);
    deps.github.installation = { state: "uninstalled" };
    await expect(deliver(deps, "repository", deletedEvent(session))).rejects.toThrow();
    deps.github.installation = { state: "installed", selection: "all" };
    expect(await session.read()).toMatchObject({ status: "IN_PROGRESS" });
  });
});

describe("a renamed repository", () => {
  it("keeps its binding and gets its new name", async () => {
    const session = await working();
    const { owner, name } = session.mapping;
    deps.github.rename(owner, name, `${name}-new`);
    await deliver(deps, "repository", { ...deletedEvent(session), action: "renamed" });
    const after = await session.read();
    expect(after).toMatchObject({ status: "IN_PROGRESS" });
    expect(after.mappings[0]).toMatchObject({ status: "ACTIVE", name: `${name}-new` });
  });
});

describe("more than three losses within ten minutes", () => {
  it("put the rest on hold, and a repository that is seen again releases its session", async () => {
    later(20_000);
    await sweepBindings(asWorker(), "test");
    const sessions: Session[] = [];
    while (sessions.length < 5) sessions.push(await working());
    await working();
    const restore = sessions.map(remove);
    // All at once: the counting is the database's, not this process's.
    await Promise.all(sessions.map((one) => deliver(deps, "repository", deletedEvent(one))));
    const read = await Promise.all(sessions.map((one) => one.read()));
    expect(read.filter(({ status }) => status === "FAILED")).toHaveLength(3);
    const held = read.filter(({ heldAt }) => heldAt !== null);
    expect(held.map(({ status, holdReason }) => [status, holdReason])).toEqual([
      ["IN_PROGRESS", "MASS_LOSS"],
      ["IN_PROGRESS", "MASS_LOSS"],
    ]);
    for (const again of restore) again();
    later(61_000);
    await verifyAll();
    for (const one of sessions.filter(({ id }) => held.some((row) => row.id === id))) {
      expect(await one.read()).toMatchObject({ status: "IN_PROGRESS", heldAt: null });
      expect((await kinds(one)).slice(-2)).toEqual(["hold", "release"]);
    }
  });
});
