import { createTestDatabase, type TestDatabase } from "@forgea/testing/database";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ProviderError } from "../ports.ts";
import {
  buildLab,
  buildStudent,
  buildWorkingSession,
  createTestDeps,
  deliver,
  type TestDeps,
} from "../testing.ts";
import { checkInstallation } from "./check-installation.ts";
import { compensateRepository } from "./compensate-repository.ts";
import { expireLabSession } from "./expire-lab-session.ts";
import { provisionLabSession } from "./provision-lab-session.ts";
import { startLab } from "./start-lab.ts";
import { sweepBindings } from "./sweep-bindings.ts";
import { sweepProvisioning } from "./sweep-provisioning.ts";
import { viewProviderAccess, viewProviderAccessForStaff } from "./view-provider-access.ts";

let database: TestDatabase;
let deps: TestDeps;
let session: Awaited<ReturnType<typeof buildWorkingSession>>;
const key = { host: "local-github", owner: "forgea" };
const asWorker = () => ({ ...deps, database: deps.worker });
const check = () => checkInstallation(asWorker(), "test");
const later = (ms: number) => deps.clock.set(new Date(deps.clock.now().getTime() + ms));
const installation = () =>
  deps.database.prisma.installation.findUniqueOrThrow({ where: { host_owner: key } });

beforeAll(async () => {
  database = await createTestDatabase();
  deps = createTestDeps(database);
  session = await buildWorkingSession(deps, "lost-access", { durationMinutes: 60 });
});
afterAll(async () => {
  await deps.close();
  await database.drop();
});
beforeEach(async () => {
  later(60_000);
  deps.github.installation = { state: "installed", selection: "all" };
  deps.github.reachable = null;
  await check();
});

async function startedLab(slug: string) {
  const lab = await buildLab(deps, slug);
  const mia = await buildStudent(deps);
  const { id } = await startLab(deps, mia, { labSlug: lab.slug, correlationId: "test" });
  const provision = () =>
    provisionLabSession(asWorker(), { labSessionId: id, correlationId: "test", workerId: "test" });
  const read = () => deps.database.prisma.labSession.findUniqueOrThrow({ where: { id } });
  return { id, provision, read };
}

describe("checkInstallation", () => {
  it("marks access as lost with its reason, and undoes it when it is back", async () => {
    deps.github.installation = { state: "uninstalled" };
    later(1_000);
    expect(await check()).toMatchObject({ lost: "UNINSTALLED" });
    const since = deps.clock.now();
    deps.github.installation = { state: "suspended" };
    later(2_000);
    await check();
    expect(await installation()).toMatchObject({
      accessLostAt: since,
      accessLostReason: "SUSPENDED",
      lostChecks: 2,
    });
    deps.github.installation = { state: "installed", selection: "all" };
    later(2_000);
    expect(await check()).toMatchObject({ lost: null, othersReadable: true });
    expect(await installation()).toMatchObject({
      accessLostAt: null,
      accessLostReason: null,
      restoredAt: deps.clock.now(),
      lostChecks: 0,
    });
  });

  it("finds that nothing of ours can be read, or that a selection leaves ours out", async () => {
    deps.github.reachable = new Set();
    later(1_000);
    expect(await check()).toMatchObject({ lost: "UNREADABLE" });
    deps.github.installation = { state: "installed", selection: "selected" };
    later(1_000);
    expect(await check()).toMatchObject({ lost: "NARROWED" });
  });

  it("concludes nothing from a provider that does not answer", async () => {
    deps.github.failNext.set("readInstallation", new ProviderError("unavailable", "503"));
    later(1_000);
    await expect(check()).rejects.toThrow("503");
    expect(await installation()).toMatchObject({ accessLostAt: null });
  });

  it("does not let an older look overwrite a newer one", async () => {
    const old = { ...deps, database: deps.worker, clock: { now: () => new Date(0) } };
    deps.github.installation = { state: "uninstalled" };
    await checkInstallation(old, "test");
    expect(await installation()).toMatchObject({ accessLostAt: null });
  });

  it("is done by one worker at a time", async () => {
    later(120_000);
    deps.github.calls.length = 0;
    await Promise.all([1, 2, 3, 4].map(() => sweepBindings(asWorker(), "test")));
    expect(deps.github.calls.filter((call) => call === "readInstallation")).toHaveLength(1);
  });
});

describe("viewProviderAccess", () => {
  it("tells students since when, and staff why as well", async () => {
    expect(await viewProviderAccess(deps)).toEqual({ lostSince: null });
    deps.github.installation = { state: "uninstalled" };
    later(1_000);
    await check();
    const since = deps.clock.now();
    expect(await viewProviderAccess(deps)).toEqual({ lostSince: since });
    expect(await viewProviderAccessForStaff(deps)).toMatchObject({
      organisation: "forgea",
      lost: { since, reason: "UNINSTALLED" },
      labsWithoutTemplate: [],
    });
  });
});

describe("while access is lost", () => {
  it("nothing expires, and the end is acted on when access is back", async () => {
    deps.github.installation = { state: "uninstalled" };
    later(3_600_000);
    await check();
    const { endsLater } = await expireLabSession(asWorker(), session.id, "test");
    expect(endsLater?.getTime()).toBeGreaterThan(deps.clock.now().getTime());
    const before = await session.read();
    expect(before.status).toBe("IN_PROGRESS");
    deps.github.installation = { state: "installed", selection: "all" };
    later(2_000);
    await check();
    await expireLabSession(asWorker(), session.id, "test");
    const after = await session.read();
    expect(after).toMatchObject({ status: "EXPIRED", endsAt: before.endsAt });
  });

  it("a start is accepted, waits without a call, and is set up when access is back", async () => {
    const { provision, read } = await startedLab("waits-for-access");
    deps.github.installation = { state: "suspended" };
    expect(await provision()).toMatchObject({ kind: "again-at" });
    expect(await installation()).toMatchObject({ accessLostReason: "SUSPENDED" });
    deps.github.calls.length = 0;
    expect(await provision()).toMatchObject({ kind: "again-at" });
    expect(deps.github.calls).toEqual([]);
    deps.github.installation = { state: "installed", selection: "all" };
    later(3_000);
    await check();
    expect(await provision()).toEqual({ kind: "done" });
    expect(await read()).toMatchObject({ status: "IN_PROGRESS", failureCode: null });
  });

  it("waiting is no standstill, also not right after access is back", async () => {
    const { id, provision, read } = await startedLab("long-wait");
    deps.github.installation = { state: "suspended" };
    await provision();
    await deps.worker.pool.query(
      `UPDATE repository_intents SET progress_at = now() - interval '1 hour',
         last_error_code = 'PROVIDER_SILENT' WHERE lab_session_id = $1`,
      [id],
    );
    await sweepProvisioning(asWorker(), "test");
    deps.github.installation = { state: "installed", selection: "all" };
    later(3_000);
    await check();
    await sweepProvisioning(asWorker(), "test");
    expect(await read()).toMatchObject({ status: "PROVISIONING" });
  });

  it("what an abandoned intent left behind is not taken for gone", async () => {
    const { id, provision, read } = await startedLab("left-behind");
    deps.github.failNext.set("generateRepository", new ProviderError("refused", "no"));
    await provision();
    expect(await read()).toMatchObject({ status: "FAILED" });
    const intent = await deps.database.prisma.repositoryIntent.findFirstOrThrow({
      where: { labSessionId: id },
    });
    deps.github.reachable = new Set();
    await expect(compensateRepository(asWorker(), intent.id)).rejects.toThrow(
      "cannot be looked for",
    );
    const { state } = await deps.database.prisma.repositoryIntent.findUniqueOrThrow({
      where: { id: intent.id },
    });
    expect(state).toBe("ABANDONED");
  });

  it("an event about our installation leads to a look, and is never believed", async () => {
    const event = { action: "deleted", installation: { id: 1, account: { login: "forgea" } } };
    later(1_000);
    expect(await deliver(deps, "installation", event)).toMatchObject({ state: "ACCEPTED" });
    expect(await installation()).toMatchObject({ accessLostAt: null });
    deps.github.installation = { state: "uninstalled" };
    later(1_000);
    await deliver(deps, "installation_repositories", event);
    expect(await installation()).toMatchObject({ accessLostReason: "UNINSTALLED" });
  });

  it("an event about somebody else's installation is ignored", async () => {
    const event = { action: "deleted", installation: { id: 1, account: { login: "others" } } };
    const delivery = await deliver(deps, "installation", event);
    expect(delivery).toMatchObject({ state: "IGNORED", reason: "OTHER_INSTALLATION" });
  });
});
