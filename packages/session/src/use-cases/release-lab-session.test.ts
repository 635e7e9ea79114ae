import { randomUUID } from "node:crypto";
import { createTestDatabase, type TestDatabase } from "@forgea/testing/database";
import type { Actor } from "@forgea/trpc/actor";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  buildStudent,
  buildWorkingSession,
  createTestDeps,
  deliver,
  pushBody,
  type TestDeps,
} from "../testing.ts";
import { releaseLabSession } from "./release-lab-session.ts";
import { sweepBindings } from "./sweep-bindings.ts";

type Session = Awaited<ReturnType<typeof buildWorkingSession>>;
const minutes = 60_000;

let database: TestDatabase;
let deps: TestDeps;
let ada: Actor;
let eve: Actor;
let gone: Session[];
let turn = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  deps = createTestDeps(database);
  ada = await buildStudent(deps, "Ada", "ADMIN");
  eve = await buildStudent(deps, "Eve", "ADMIN");
  // The one that can be read, so that access is not lost, and the three losses that are believed.
  await working();
  gone = [await working(), await working(), await working()];
  for (const one of gone) await lose(one);
});
afterAll(async () => {
  await deps.close();
  await database.drop();
});
beforeEach(async () => {
  deps.github.installation = { state: "installed", selection: "all" };
  deps.github.reachable = null;
  later(60 * minutes);
});

const asWorker = () => ({ ...deps, database: deps.worker });
const later = (ms: number) => deps.clock.set(new Date(deps.clock.now().getTime() + ms));
const working = (durationMinutes: number | null = null) =>
  buildWorkingSession(deps, `release-${turn++}`, { durationMinutes });
const kinds = async (session: Session) => (await session.read()).events.map(({ kind }) => kind);
const command = (id: string, expectedVersion: number) => ({
  id,
  expectedVersion,
  reason: "Deleted on purpose, says the department.",
  idempotencyKey: randomUUID(),
});
const release = ({ id, before }: { id: string; before: { version: number } }) =>
  releaseLabSession(deps, ada, command(id, before.version), "test");
const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => "ok",
    (error: unknown) => String(Reflect.get(Object(error), "code")),
  );

/** Deletes the repository, with the provider's signed word. Answers how to bring it back. */
async function lose({ mapping }: Session): Promise<() => void> {
  const fullName = `${mapping.owner}/${mapping.name}`.toLowerCase();
  const stored = deps.github.repositories.get(fullName);
  if (stored === undefined) throw new Error(`no repository ${fullName}`);
  deps.github.repositories.delete(fullName);
  const repository = { id: Number(mapping.providerRepoId) };
  await deliver(deps, "repository", { action: "deleted", repository });
  return () => void deps.github.repositories.set(fullName, stored);
}

/** A session that is held because three others were lost within ten minutes of it. */
async function held(durationMinutes: number | null = null) {
  const session = await working(durationMinutes);
  await lossesAreRecent();
  const restore = await lose(session);
  const before = await session.read();
  expect(before).toMatchObject({ status: "IN_PROGRESS", holdReason: "MASS_LOSS" });
  return { ...session, restore, before };
}

/** As if the three had been lost just now. */
async function lossesAreRecent(): Promise<void> {
  await deps.worker.pool.query(
    "UPDATE github_repo_mappings SET lost_at = $2 WHERE id = ANY($1::uuid[])",
    [gone.map(({ mapping }) => mapping.id), deps.clock.now()],
  );
}

/** The sweep's rounds until nothing is due any more. */
async function verifyAll(): Promise<void> {
  await deps.worker.pool.query("UPDATE read_budgets SET points = 150");
  for (let round = 0; round < 3; round++) await sweepBindings(asWorker(), "test");
}

describe("a release by a person", () => {
  it("gives the time on hold back, counts what was pushed meanwhile, and is done once a key", async () => {
    const session = await held(60);
    later(20 * minutes);
    const { mapping, before } = session;
    const pushedAt = deps.clock.now();
    await deliver(
      deps,
      "push",
      pushBody({ repoId: mapping.providerRepoId, name: mapping.name, pushedAt }),
    );
    expect((await session.read()).snapshots).toMatchObject([
      { counted: false, notCountedReason: "SESSION_AMBIGUOUS" },
    ]);
    // By the old end it would be late; the end that moved lets it count.
    later(70 * minutes);
    const request = command(session.id, before.version);
    const answer = await releaseLabSession(deps, ada, request, "trace");
    expect(answer).toEqual({
      id: session.id,
      status: "IN_PROGRESS",
      version: before.version + 1,
      nowCounted: [1],
      noLongerCounted: [],
    });
    expect(await releaseLabSession(deps, ada, request, "trace")).toEqual(answer);

    const after = await session.read();
    const endsAt = new Date((before.endsAt?.getTime() ?? 0) + 90 * minutes);
    expect(after).toMatchObject({ heldAt: null, holdReason: null, endsAt, endsByHand: false });
    expect(after.events.slice(-2)).toMatchObject([
      { kind: "release", actorKind: "ADMIN", actorId: ada.id },
      { kind: "pushes-recounted", actorId: ada.id },
    ]);
    expect(after.events.at(-2)?.note?.text).toBe("Deleted on purpose, says the department.");
    const { rows } = await deps.worker.pool.query<{ run_at: Date }>(
      "SELECT run_at FROM graphile_worker.jobs WHERE key = $1",
      [`expire:${session.id}`],
    );
    expect(rows).toEqual([{ run_at: endsAt }]);
  });

  it("is made once when two people press at once: the other reads that somebody was faster", async () => {
    for (let round = 0; round < 5; round++) {
      const session = await held();
      const { id, before } = session;
      const outcomes = await Promise.all(
        [ada, eve, ada, eve].map((actor) =>
          codeOf(releaseLabSession(deps, actor, command(id, before.version), "test")),
        ),
      );
      expect(outcomes.toSorted()).toEqual([
        "STALE_VERSION",
        "STALE_VERSION",
        "STALE_VERSION",
        "ok",
      ]);
      expect((await kinds(session)).filter((kind) => kind === "release")).toHaveLength(1);
      expect(await session.read()).toMatchObject({ version: before.version + 1, heldAt: null });
    }
  });

  it("is refused when nothing is held, on an old version, and for an unknown session", async () => {
    const session = await working();
    const { version } = await session.read();
    const { id } = session;
    expect(await codeOf(release({ id, before: { version } }))).toBe("ILLEGAL_TRANSITION");
    expect(await codeOf(release({ id, before: { version: version - 1 } }))).toBe("STALE_VERSION");
    expect(await codeOf(release({ id: randomUUID(), before: { version } }))).toBe("NOT_FOUND");
    expect(await kinds(session)).not.toContain("release");
  });

  it("is refused while the session would run without a repository, and changes nothing", async () => {
    const session = await held();
    await deps.worker.pool.query(
      "UPDATE github_repo_mappings SET status = 'RELEASED', released_at = now() WHERE id = $1",
      [session.mapping.id],
    );
    expect(await codeOf(release(session))).toBe("AMBIGUOUS_STATE");
    expect(await session.read()).toMatchObject({
      heldAt: session.before.heldAt,
      version: session.before.version,
    });
  });
});

describe("after a release", () => {
  it("the old loss holds nothing again: two 404s ten minutes apart stop the session", async () => {
    const session = await held();
    // The sweep has missed it long enough: the next 404 would be the proof.
    later(61_000);
    await verifyAll();
    later(11 * minutes);
    await lossesAreRecent();
    await release(session);
    expect((await session.read()).mappings[0]).toMatchObject({ missingSince: null, lostAt: null });

    await verifyAll();
    const first = await session.read();
    expect(first).toMatchObject({ status: "IN_PROGRESS", heldAt: null });
    expect(first.mappings[0]).toMatchObject({ missingSince: deps.clock.now(), lostAt: null });
    later(9 * minutes);
    await verifyAll();
    expect(await session.read()).toMatchObject({ status: "IN_PROGRESS", heldAt: null });

    later(2 * minutes);
    await lossesAreRecent();
    await verifyAll();
    const after = await session.read();
    expect(after).toMatchObject({ status: "FAILED", failureCode: "REPOSITORY_LOST", heldAt: null });
    expect(after.mappings[0]).toMatchObject({ status: "TOMBSTONED" });
  });

  it("a sweep that is at it at the same moment neither holds it again nor releases it twice", async () => {
    for (let round = 0; round < 6; round++) {
      const session = await held();
      const isBack = round % 2 === 1;
      if (isBack) session.restore();
      later(61_000);
      await deps.worker.pool.query("UPDATE read_budgets SET points = 150");
      const [outcome] = await Promise.all([
        codeOf(release(session)),
        sweepBindings(asWorker(), "test"),
        sweepBindings(asWorker(), "test"),
      ]);
      // Only a repository that is back may have been faster than the person.
      expect(isBack ? ["ok", "STALE_VERSION"] : ["ok"]).toContain(outcome);
      const after = await session.read();
      expect(after).toMatchObject({
        status: "IN_PROGRESS",
        heldAt: null,
        version: session.before.version + 1,
      });
      expect((await kinds(session)).filter((kind) => kind === "release")).toHaveLength(1);
    }
  });

  it("the answer ends when the repository is seen: in a later mass loss a person is asked again", async () => {
    const session = await held();
    await release(session);
    session.restore();
    later(1_000);
    await verifyAll();
    expect((await session.read()).mappings[0]?.lastVerifiedAt).toEqual(deps.clock.now());
    later(60 * minutes);
    await lossesAreRecent();
    await lose(session);
    expect(await session.read()).toMatchObject({ status: "IN_PROGRESS", holdReason: "MASS_LOSS" });
  });

  it("a 404 from outside of the App's selection stays no proof: on hold again after ten minutes", async () => {
    const session = await held();
    await release(session);
    deps.github.installation = { state: "installed", selection: "selected" };
    await verifyAll();
    expect(await session.read()).toMatchObject({ status: "IN_PROGRESS", heldAt: null });
    later(11 * minutes);
    await verifyAll();
    expect(await session.read()).toMatchObject({
      status: "IN_PROGRESS",
      holdReason: "REPOSITORY_UNREACHABLE",
    });
  });
});
