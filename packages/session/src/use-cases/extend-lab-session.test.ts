import { randomBytes, randomUUID } from "node:crypto";
import { createTestDatabase, type TestDatabase } from "@forgea/testing/database";
import type { Actor } from "@forgea/trpc/actor";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildStudent, buildWorkingSession, createTestDeps, type TestDeps } from "../testing.ts";
import { expireLabSession } from "./expire-lab-session.ts";
import { extendLabSession } from "./extend-lab-session.ts";
import { overrideLabSession } from "./override-lab-session.ts";
import { reopenLabSession } from "./reopen-lab-session.ts";
import { revertLabSession } from "./revert-lab-session.ts";
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

const minutes = 60_000;
const command = (id: string, expectedVersion: number) => ({
  id,
  expectedVersion,
  reason: "The network was down.",
  idempotencyKey: randomUUID(),
});

/** A push that arrived, counted or not, by the time it was pushed. */
async function pushed(labSessionId: string, providerPushedAt: Date, counted: boolean) {
  const number = (await deps.database.prisma.snapshot.count({ where: { labSessionId } })) + 1;
  const delivery = await deps.database.prisma.webhookDelivery.create({
    data: {
      host: deps.github.host,
      hookScope: "app",
      guid: randomUUID(),
      event: "push",
      body: Buffer.from("{}"),
      bodySha256: randomBytes(32),
      state: "ACCEPTED",
      receivedAt: providerPushedAt,
      decidedAt: providerPushedAt,
      correlationId: "test",
    },
  });
  await deps.database.prisma.snapshot.create({
    data: {
      labSessionId,
      number,
      deliveryId: delivery.id,
      ref: "refs/heads/main",
      commitSha: randomBytes(20).toString("hex"),
      beforeSha: "0".repeat(40),
      forced: false,
      providerPushedAt,
      receivedAt: providerPushedAt,
      counted,
      notCountedReason: counted ? null : "SESSION_STATE_FORBIDS",
    },
  });
}

/** A session whose hour is over, with one push in time, one two minutes late, one ten minutes late. */
async function expired(slug: string) {
  const session = await buildWorkingSession(deps, slug, { durationMinutes: 60 });
  const { endsAt } = await session.read();
  if (endsAt === null) throw new Error("the session has no end");
  const after = (ms: number) => new Date(endsAt.getTime() + ms);
  await pushed(session.id, after(-minutes), true);
  await pushed(session.id, after(2 * minutes), false);
  await pushed(session.id, after(10 * minutes), false);
  deps.clock.set(after(12 * minutes));
  await expireLabSession(deps, session.id, "test");
  return { ...session, endsAt, after };
}

const countedOf = (session: { snapshots: { counted: boolean }[] }) =>
  session.snapshots.map(({ counted }) => counted);

const endJobs = async (id: string) => {
  const { rows } = await deps.worker.pool.query<{ run_at: Date }>(
    "SELECT run_at FROM graphile_worker.jobs WHERE key = $1",
    [`expire:${id}`],
  );
  return rows.map(({ run_at }) => run_at);
};

describe("extendLabSession", () => {
  it("lets an expired session run again, counts its late pushes, and says which", async () => {
    const { id, read, after } = await expired("extend-expired");
    const endsAt = after(30 * minutes);
    const request = { ...command(id, 3), endsAt };
    const answer = await extendLabSession(deps, sam, request, "trace");
    expect(answer).toEqual({
      id,
      status: "IN_PROGRESS",
      version: 4,
      nowCounted: [2, 3],
      noLongerCounted: [],
    });
    expect(await extendLabSession(deps, sam, request, "trace")).toEqual(answer);
    const session = await read();
    expect(session).toMatchObject({ status: "IN_PROGRESS", version: 4, endsAt, endsByHand: true });
    expect(countedOf(session)).toEqual([true, true, true]);
    expect(session.events.slice(-2)).toMatchObject([
      { kind: "extend", fromStatus: "EXPIRED", toStatus: "IN_PROGRESS", actorId: sam.id },
      { kind: "pushes-recounted", data: '{"noLongerCounted":"","nowCounted":"2,3"}' },
    ]);
    expect(session.events.at(-2)?.note?.text).toBe("The network was down.");
    expect(await endJobs(id)).toEqual([endsAt]);
    deps.clock.set(after(31 * minutes));
    await expireLabSession(deps, id, "test");
    expect((await read()).status).toBe("EXPIRED");
    deps.clock.set(new Date());
  });

  it("counts only what is in time by the new end", async () => {
    const { id, read, after } = await expired("extend-a-little");
    deps.clock.set(after(minutes));
    const endsAt = after(5 * minutes);
    const answer = await extendLabSession(deps, sam, { ...command(id, 3), endsAt }, "trace");
    expect(answer.nowCounted).toEqual([2]);
    expect(countedOf(await read())).toEqual([true, true, false]);
    deps.clock.set(new Date());
  });

  it("moves the end of a running session as a decision with its event, and plans it anew", async () => {
    const { id, read } = await buildWorkingSession(deps, "extend-running", { durationMinutes: 60 });
    const { endsAt: before } = await read();
    const endsAt = new Date((before?.getTime() ?? 0) + 15 * minutes);
    const answer = await extendLabSession(deps, sam, { ...command(id, 2), endsAt }, "trace");
    expect(answer).toMatchObject({ status: "IN_PROGRESS", version: 3, nowCounted: [] });
    const session = await read();
    expect(session).toMatchObject({ version: 3, endsAt, endsByHand: true });
    expect(session.events.at(-1)).toMatchObject({
      kind: "extend",
      fromStatus: null,
      toStatus: null,
      actorKind: "ASSISTANT",
    });
    expect(await endJobs(id)).toEqual([endsAt]);
  });

  it("never takes time away: an end that is past, earlier, or where there was none is refused", async () => {
    const running = await buildWorkingSession(deps, "no-shorter", { durationMinutes: 60 });
    const { endsAt } = await running.read();
    const earlier = new Date((endsAt?.getTime() ?? 0) - minutes);
    const endless = await buildWorkingSession(deps, "endless");
    const late = await expired("no-past");
    for (const [id, version, wanted] of [
      [running.id, 2, earlier],
      [endless.id, 2, new Date(Date.now() + 60 * minutes)],
      [late.id, 3, late.after(0)],
    ] as const) {
      const request = { ...command(id, version), endsAt: wanted };
      await expect(extendLabSession(deps, sam, request, "trace")).rejects.toMatchObject({
        code: "END_NOT_LATER",
      });
    }
    expect((await running.read()).version).toBe(2);
    deps.clock.set(new Date());
  });

  it("refuses a student, and a session that was submitted", async () => {
    const { id, student } = await buildWorkingSession(deps, "not-for-students", {
      durationMinutes: 60,
    });
    const endsAt = new Date(Date.now() + 120 * minutes);
    await expect(
      extendLabSession(deps, student, { ...command(id, 2), endsAt }, "trace"),
    ).rejects.toMatchObject({ code: "FORBIDDEN" });
    const submit = { ...command(id, 2), commitSha: "c".repeat(40) };
    await submitLabSession(deps, student, submit, "trace");
    await expect(
      extendLabSession(deps, sam, { ...command(id, 3), endsAt }, "trace"),
    ).rejects.toMatchObject({ code: "ILLEGAL_TRANSITION" });
  });
});

describe("reopenLabSession", () => {
  it("lets a submitted session go on, and counts the pushes made since", async () => {
    const { id, student, read } = await buildWorkingSession(deps, "reopen", {
      durationMinutes: 60,
    });
    await submitLabSession(deps, student, { ...command(id, 2), commitSha: "c".repeat(40) }, "t");
    await pushed(id, new Date(deps.clock.now().getTime() + minutes), false);
    const endsAt = new Date(deps.clock.now().getTime() + 90 * minutes);
    const answer = await reopenLabSession(deps, ada, { ...command(id, 3), endsAt }, "trace");
    expect(answer).toMatchObject({ status: "IN_PROGRESS", version: 4, nowCounted: [1] });
    expect(await read()).toMatchObject({ completedAt: null, endsAt, endsByHand: true });
    expect(await endJobs(id)).toEqual([endsAt]);
  });

  it("lets a stopped session go on without an end, and invites a student who was not yet", async () => {
    const { id, read } = await buildWorkingSession(deps, "reopen-stopped", { durationMinutes: 60 });
    await overrideLabSession(deps, ada, "fail", command(id, 2), "trace");
    await deps.database.prisma.labSession.update({
      where: { id },
      data: { accessState: "PENDING" },
    });
    await reopenLabSession(deps, ada, { ...command(id, 3), endsAt: null }, "trace");
    const session = await read();
    expect(session).toMatchObject({ status: "IN_PROGRESS", failureCode: null, endsAt: null });
    expect(session.intents).toMatchObject([{ state: "BOUND", step: "INVITING" }]);
  });

  it("refuses an end that is past, an assistant, and a session whose repository is not its own any more", async () => {
    const { id, student } = await buildWorkingSession(deps, "reopen-refused", {});
    await submitLabSession(deps, student, { ...command(id, 2), commitSha: "c".repeat(40) }, "t");
    const past = { ...command(id, 3), endsAt: new Date(deps.clock.now().getTime() - 1) };
    await expect(reopenLabSession(deps, ada, past, "trace")).rejects.toMatchObject({
      code: "END_NOT_LATER",
    });
    const open = () => ({ ...command(id, 3), endsAt: null });
    await expect(reopenLabSession(deps, sam, open(), "trace")).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    await deps.database.prisma.gitHubRepoMapping.updateMany({
      where: { labSessionId: id },
      data: { status: "RELEASED", releasedAt: new Date() },
    });
    await expect(reopenLabSession(deps, ada, open(), "trace")).rejects.toMatchObject({
      code: "AMBIGUOUS_STATE",
    });
  });
});

describe("revertLabSession", () => {
  it("takes back that staff submitted an expired session, and nothing else", async () => {
    const { id, read, after } = await expired("revert");
    await overrideLabSession(deps, ada, "force-complete", command(id, 3), "trace");
    const answer = await revertLabSession(deps, ada, command(id, 4), "trace");
    expect(answer).toMatchObject({ status: "EXPIRED", version: 5, nowCounted: [] });
    const session = await read();
    expect(session).toMatchObject({ status: "EXPIRED", completedAt: null });
    expect(countedOf(session)).toEqual([true, false, false]);
    deps.clock.set(after(13 * minutes));

    const other = await buildWorkingSession(deps, "revert-refused", { durationMinutes: 60 });
    const submit = { ...command(other.id, 2), commitSha: "c".repeat(40) };
    await submitLabSession(deps, other.student, submit, "trace");
    await expect(revertLabSession(deps, ada, command(other.id, 3), "trace")).rejects.toMatchObject({
      code: "ILLEGAL_TRANSITION",
    });
    expect((await other.read()).status).toBe("COMPLETED");
    deps.clock.set(new Date());
  });
});
