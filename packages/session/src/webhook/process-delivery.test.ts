import { createHash, createHmac, randomUUID } from "node:crypto";
import { createTestDatabase, type TestDatabase } from "@forgea/testing/database";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  buildLab,
  buildStudent,
  buildWorkingSession,
  createTestDeps,
  drainJobs,
  pushBody,
  type TestDeps,
} from "../testing.ts";
import { startLab } from "../use-cases/start-lab.ts";
import { DeliveryBatcher } from "../use-cases/store-delivery.ts";
import { submitLabSession } from "../use-cases/submit-lab-session.ts";
import { viewLabSession } from "../use-cases/view-lab-session.ts";
import { receiveDelivery } from "./receive-delivery.ts";

let database: TestDatabase;
let deps: TestDeps;
let batcher: DeliveryBatcher;
const secret = "a test secret";

beforeAll(async () => {
  database = await createTestDatabase();
  deps = createTestDeps(database);
  batcher = new DeliveryBatcher(deps.database);
});
afterAll(async () => {
  await deps.close();
  await database.drop();
});

function signed(body: Uint8Array, headers: Record<string, string> = {}): Request {
  return new Request("http://localhost/api/webhooks/github", {
    method: "POST",
    body: new Uint8Array(body),
    headers: {
      "content-type": "application/json",
      "x-github-event": "push",
      "x-github-delivery": randomUUID(),
      "x-github-hook-id": "1",
      "x-hub-signature-256": `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`,
      ...headers,
    },
  });
}

async function receive(request: Request): Promise<number> {
  const { clock, log } = deps;
  const receiveDeps = { host: "local-github", secrets: [secret], batcher, clock, log };
  return (await receiveDelivery(receiveDeps, request)).status;
}

const working = (slug: string) => buildWorkingSession(deps, slug);

const deliveryWith = (body: Uint8Array) =>
  deps.database.prisma.webhookDelivery.findFirstOrThrow({
    where: { bodySha256: createHash("sha256").update(body).digest() },
    include: { rejections: true, snapshot: true },
    orderBy: { id: "desc" },
  });

describe("a push", () => {
  it("becomes a snapshot of the session that its repository's id is bound to", async () => {
    const { mapping, read, id } = await working("known");
    const body = pushBody({ repoId: mapping.providerRepoId, name: mapping.name });
    expect(await receive(signed(body))).toBe(202);
    await drainJobs(deps);
    const delivery = await deliveryWith(body);
    expect(delivery).toMatchObject({ state: "ACCEPTED", reason: null, duplicates: 0 });
    expect(Buffer.from(delivery.body).equals(body)).toBe(true);
    expect(delivery.snapshot).toMatchObject({ labSessionId: id, number: 1, counted: true });
    const session = await read();
    expect(session.version).toBe(2);
    expect(session.lastPushAt).toEqual(delivery.snapshot?.providerPushedAt);
    expect(session.events.at(-1)).toMatchObject({
      kind: "push-accepted",
      actorKind: "WEBHOOK",
      correlationId: delivery.correlationId,
    });
  });

  it("of an unknown repository is kept with a rejection, and nothing else changes", async () => {
    const before = await deps.database.prisma.sessionEvent.count();
    const body = pushBody({ repoId: 9007199254740993n });
    expect(await receive(signed(body))).toBe(202);
    await drainJobs(deps);
    expect(await deliveryWith(body)).toMatchObject({
      state: "REJECTED",
      reason: "REPO_UNKNOWN",
      rejections: [
        { reason: "REPO_UNKNOWN", providerRepoId: 9007199254740993n, ruleSetVersion: 1 },
      ],
      snapshot: null,
    });
    expect(await deps.database.prisma.sessionEvent.count()).toBe(before);
  });

  it("that is delivered twice under one guid becomes one snapshot", async () => {
    const { mapping, read } = await working("same-guid");
    const body = pushBody({ repoId: mapping.providerRepoId, name: mapping.name });
    const guid = randomUUID();
    const twice = await Promise.all([
      receive(signed(body, { "x-github-delivery": guid })),
      receive(signed(body, { "x-github-delivery": guid })),
    ]);
    expect(twice).toEqual([202, 202]);
    await drainJobs(deps);
    expect((await read()).snapshots).toHaveLength(1);
    expect(await deliveryWith(body)).toMatchObject({ duplicates: 1, state: "ACCEPTED" });
  });

  it("that is replayed under a new guid is ignored as a duplicate", async () => {
    const { mapping, read } = await working("new-guid");
    const body = pushBody({ repoId: mapping.providerRepoId, name: mapping.name });
    await receive(signed(body));
    await drainJobs(deps);
    await receive(signed(body));
    await drainJobs(deps);
    expect((await read()).snapshots).toHaveLength(1);
    expect(await deliveryWith(body)).toMatchObject({ state: "IGNORED", reason: "DUPLICATE_BODY" });
  });

  it("that comes before its repository is bound waits, and is woken by the binding", async () => {
    const lab = await buildLab(deps, "early");
    const mia = await buildStudent(deps);
    deps.github.contentArrives = false;
    const { id } = await startLab(deps, mia, { labSlug: lab.slug, correlationId: "test" });
    await drainJobs(deps);
    deps.github.contentArrives = true;
    const pending = await deps.database.prisma.gitHubRepoMapping.findFirstOrThrow({
      where: { labSessionId: id },
    });
    expect(pending.status).toBe("PENDING");
    const body = pushBody({ repoId: pending.providerRepoId, name: pending.name });
    await receive(signed(body));
    await drainJobs(deps);
    expect(await deliveryWith(body)).toMatchObject({ state: "RECEIVED", snapshot: null });
    const stored = deps.github.repositories.get(`forgea/${pending.name}`.toLowerCase());
    if (stored !== undefined) {
      stored.head = { branch: "main", commitSha: "c".repeat(40), treeSha: "1".repeat(40) };
    }
    await deps.worker.pool.query(
      "SELECT graphile_worker.reschedule_jobs(array_agg(id), now()) FROM graphile_worker.jobs WHERE task_identifier = 'provision-lab-session'",
    );
    await drainJobs(deps);
    expect(await deliveryWith(body)).toMatchObject({
      state: "ACCEPTED",
      snapshot: { labSessionId: id, counted: true },
    });
  });

  it("made before a submission counts although it is processed after it", async () => {
    const { id, student: mia, mapping, read } = await working("push-and-submit");
    const commitSha = "d".repeat(40);
    deps.clock.set(new Date());
    deps.github.push("forgea", mapping.name, commitSha);
    const body = pushBody({
      repoId: mapping.providerRepoId,
      name: mapping.name,
      after: commitSha,
      pushedAt: new Date(deps.clock.now().getTime() - 1_000),
    });
    await submitLabSession(
      deps,
      mia,
      { id, expectedVersion: 2, commitSha, idempotencyKey: randomUUID() },
      "test",
    );
    await receive(signed(body));
    await drainJobs(deps);
    expect(await read()).toMatchObject({
      status: "COMPLETED",
      snapshots: [{ commitSha, counted: true }],
    });
  });

  it("after a submission is stored, not counted, with its reason", async () => {
    const { id, student: mia, mapping, read } = await working("late");
    deps.clock.set(new Date(Date.now() - 60_000));
    await submitLabSession(
      deps,
      mia,
      { id, expectedVersion: 2, commitSha: "c".repeat(40), idempotencyKey: randomUUID() },
      "test",
    );
    deps.clock.set(new Date());
    const body = pushBody({ repoId: mapping.providerRepoId, name: mapping.name });
    await receive(signed(body));
    await drainJobs(deps);
    expect((await read()).snapshots).toMatchObject([
      { counted: false, notCountedReason: "SESSION_STATE_FORBIDS" },
    ]);
    expect(await deliveryWith(body)).toMatchObject({
      state: "ACCEPTED",
      rejections: [{ reason: "SESSION_STATE_FORBIDS", sessionStatusSeen: "COMPLETED" }],
    });
  });

  it("with a repository that was renamed is accepted and the name follows", async () => {
    const { mapping, read } = await working("renamed");
    await receive(signed(pushBody({ repoId: mapping.providerRepoId, name: "new-name" })));
    await drainJobs(deps);
    expect((await read()).snapshots).toHaveLength(1);
    const after = await deps.database.prisma.gitHubRepoMapping.findUniqueOrThrow({
      where: { id: mapping.id },
    });
    expect(after).toMatchObject({ name: "new-name", status: "ACTIVE" });
  });

  it("that is processed before an earlier one does not take its place as the newest", async () => {
    const { id, student, mapping } = await working("overtaken");
    const at = Math.floor(Date.now() / 1000) * 1000;
    const common = { repoId: mapping.providerRepoId, name: mapping.name };
    const first = pushBody({ ...common, after: "1".repeat(40), pushedAt: new Date(at - 2_000) });
    const second = pushBody({ ...common, after: "2".repeat(40), pushedAt: new Date(at) });
    await receive(signed(second));
    await drainJobs(deps);
    await receive(signed(first));
    await drainJobs(deps);
    const view = await viewLabSession(deps, student, id);
    expect(view.pushes.map(({ commitSha }) => commitSha[0])).toEqual(["2", "1"]);
    expect(view.handedIn?.commitSha).toBe("2".repeat(40));
    expect(view.lastPushAt).toEqual(new Date(at));
  });

  it("under the name of another session's repository goes by its id and leaves that name alone", async () => {
    const one = await working("swap-one");
    const two = await working("swap-two");
    const name = two.mapping.name;
    await receive(signed(pushBody({ repoId: one.mapping.providerRepoId, name })));
    await drainJobs(deps);
    expect((await one.read()).snapshots).toHaveLength(1);
    expect((await two.read()).snapshots).toHaveLength(0);
  });
});

describe("an accepted invitation", () => {
  it("opens the repository on the student's page, and only for the student", async () => {
    deps.github.invitations = true;
    const { id, student, mapping, read } = await working("invited");
    deps.github.invitations = false;
    expect(await read()).toMatchObject({ accessState: "INVITED" });
    const account = await deps.database.prisma.gitHubAccount.findFirstOrThrow({
      where: { userId: student.id },
    });
    const member = (memberId: bigint) =>
      Buffer.from(
        `{"action":"added","member":{"id":${memberId}},"repository":{"id":${mapping.providerRepoId}}}`,
      );
    const asMember = { "x-github-event": "member" };
    await receive(signed(member(account.providerUserId + 1n), asMember));
    await drainJobs(deps);
    expect(await read()).toMatchObject({ accessState: "INVITED" });
    await receive(signed(member(account.providerUserId), asMember));
    await drainJobs(deps);
    expect(await read()).toMatchObject({ id, accessState: "ACCEPTED", version: 2 });
    expect((await read()).events.at(-1)).toMatchObject({ kind: "access-accepted" });
  });
});

describe("receiveDelivery", () => {
  it("answers wrong, missing and doubled signatures with one identical 401 and stores nothing", async () => {
    const before = await deps.database.prisma.webhookDelivery.count();
    const body = pushBody({ repoId: 1n });
    const good = signed(body).headers.get("x-hub-signature-256") ?? "";
    const requests = [
      signed(body, { "x-hub-signature-256": `sha256=${"0".repeat(64)}` }),
      signed(body, { "x-hub-signature-256": "" }),
      signed(body, { "x-hub-signature-256": `${good}, ${good}` }),
    ];
    const { clock, log } = deps;
    const receiveDeps = { host: "local-github", secrets: [secret], batcher, clock, log };
    const answers = await Promise.all(
      requests.map(async (request) => {
        const response = await receiveDelivery(receiveDeps, request);
        return [response.status, await response.text(), [...response.headers]];
      }),
    );
    expect(answers[0]?.[0]).toBe(401);
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
    expect(await deps.database.prisma.webhookDelivery.count()).toBe(before);
  });

  it("stores a hundred at once, each with one job", async () => {
    const bodies = Array.from({ length: 100 }, () => pushBody({ repoId: 42n }));
    const statuses = await Promise.all(bodies.map((body) => receive(signed(body))));
    expect(new Set(statuses)).toEqual(new Set([202]));
    const { rows } = await deps.worker.pool.query(
      "SELECT count(*)::int AS jobs FROM graphile_worker.jobs WHERE task_identifier = 'process-delivery'",
    );
    expect(rows).toEqual([{ jobs: 100 }]);
    await drainJobs(deps);
  });

  it("refuses what is no delivery, plainly", async () => {
    const body = pushBody({ repoId: 1n });
    expect(await receive(signed(body, { "content-type": "text/plain" }))).toBe(415);
    expect(await receive(signed(body, { "x-github-delivery": "not a guid!" }))).toBe(400);
    expect(await receive(signed(body, { "x-github-hook-id": "../1" }))).toBe(400);
  });

  it("keeps a body that is no JSON, and rejects it by reason", async () => {
    const body = Buffer.from([0x7b, 0x00, 0xff]);
    expect(await receive(signed(body))).toBe(202);
    await drainJobs(deps);
    expect(await deliveryWith(body)).toMatchObject({ state: "REJECTED", reason: "JSON_INVALID" });
  });

  it("ignores events that are not handled", async () => {
    const body = Buffer.from(JSON.stringify({ zen: randomUUID() }));
    expect(await receive(signed(body, { "x-github-event": "ping" }))).toBe(202);
    await drainJobs(deps);
    expect(await deliveryWith(body)).toMatchObject({
      state: "IGNORED",
      reason: "EVENT_UNSUPPORTED",
    });
  });
});
