import { createTestDatabase, type TestDatabase } from "@forgea/testing/database";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { failureSentences } from "../contracts/labels.ts";
import { ProviderError } from "../ports.ts";
import { noteReads, takeReads } from "../store/read-budget-store.ts";
import { buildLab, buildStudent, createTestDeps, type TestDeps } from "../testing.ts";
import { provisionLabSession } from "./provision-lab-session.ts";
import { startLab } from "./start-lab.ts";
import { sweepProvisioning } from "./sweep-provisioning.ts";

let database: TestDatabase;
let deps: TestDeps;

beforeAll(async () => {
  database = await createTestDatabase();
  deps = createTestDeps(database);
});
afterAll(async () => {
  await deps.close();
  await database.drop();
});

const asWorker = () => ({ ...deps, database: deps.worker });

async function started(slug: string) {
  const lab = await buildLab(deps, slug);
  const mia = await buildStudent(deps);
  const { id } = await startLab(deps, mia, { labSlug: lab.slug, correlationId: "test" });
  const provision = () =>
    provisionLabSession(asWorker(), { labSessionId: id, correlationId: "test", workerId: "test" });
  const read = () =>
    deps.database.prisma.labSession.findUniqueOrThrow({
      where: { id },
      include: { intents: true, mappings: true },
    });
  return { id, mia, provision, read };
}

/** Ten minutes without a step, then the sweep. */
async function giveUp(id: string): Promise<void> {
  await deps.worker.pool.query(
    `UPDATE repository_intents SET progress_at = now() - interval '11 minutes'
     WHERE lab_session_id = $1`,
    [id],
  );
  await sweepProvisioning(asWorker(), "test");
}

describe("a provider that", () => {
  const nonsense = new ProviderError("unavailable", "no answer of ours", { answer: "nonsense" });
  const cases = [
    [
      "answers with errors",
      "PROVIDER_UNAVAILABLE",
      new ProviderError("unavailable", "", { status: 503 }),
    ],
    ["answers nonsense", "PROVIDER_NONSENSE", nonsense],
    ["does not answer", "PROVIDER_SILENT", new ProviderError("unavailable", "timeout")],
  ] as const;

  for (const [what, code, error] of cases) {
    it(`${what} is asked again, and its own code tells when it never gets better`, async () => {
      const { id, provision, read } = await started(code.toLowerCase().replaceAll("_", "-"));
      deps.github.failNext.set("generateRepository", error);
      expect(await provision()).toMatchObject({ kind: "again-at" });
      expect(await read()).toMatchObject({ status: "PROVISIONING" });
      await giveUp(id);
      const after = await read();
      expect(after).toMatchObject({ status: "FAILED", failureCode: code, mappings: [] });
      expect(after.intents).toMatchObject([{ state: "ABANDONED" }]);
      expect(failureSentences[code]).toBeDefined();
    });
  }

  it("refuses ends it at once, with a code of its own and nothing half-made", async () => {
    const { provision, read } = await started("refused");
    const refusal = new ProviderError("refused", "no", { status: 422 });
    deps.github.failNext.set("generateRepository", refusal);
    expect(await provision()).toEqual({ kind: "done" });
    const after = await read();
    expect(after).toMatchObject({
      status: "FAILED",
      failureCode: "PROVIDER_REFUSED",
      mappings: [],
    });
  });

  it("got better before the end leaves no trace of its errors", async () => {
    const { provision, read } = await started("got-better");
    deps.github.failNext.set("readHead", nonsense);
    await provision();
    await provision();
    const after = await read();
    expect(after).toMatchObject({ status: "IN_PROGRESS", failureCode: null });
    expect(after.intents).toMatchObject([{ lastErrorCode: null }]);
  });
});

describe("a student who was banned", () => {
  it("between click and job gets no repository, and a code of their own", async () => {
    const { mia, provision, read } = await started("banned");
    await deps.database.prisma.user.update({
      where: { id: mia.id },
      data: { bannedAt: new Date() },
    });
    deps.github.calls.length = 0;
    expect(await provision()).toEqual({ kind: "done" });
    expect(await read()).toMatchObject({ status: "FAILED", failureCode: "STUDENT_BANNED" });
    expect(deps.github.calls).toEqual([]);
  });

  it("after the repository was bound is not invited to it", async () => {
    const { mia, provision, read } = await started("banned-late");
    deps.github.failNext.set("inviteWriter", new ProviderError("unavailable", "503"));
    await provision();
    await deps.database.prisma.user.update({
      where: { id: mia.id },
      data: { bannedAt: new Date() },
    });
    deps.github.calls.length = 0;
    expect(await provision()).toEqual({ kind: "done" });
    expect(deps.github.calls).toEqual([]);
    expect(await read()).toMatchObject({ accessState: "PENDING", intents: [{ step: "DONE" }] });
  });
});

const points = (key: object) =>
  deps.worker.prisma.readBudget.findFirstOrThrow({ where: key }).then((row) => row.points);

describe("the budget of reads", () => {
  it("never gives sweeps at once more than there is, and leaves starts their share", async () => {
    const key = { host: "local-github", owner: "many-sweeps" };
    const taken = await Promise.all(
      Array.from({ length: 20 }, () => takeReads(deps.worker, key, 25)),
    );
    // 150 in the bucket, 50 kept for starts; what fills up within this test is less than ten.
    const sum = taken.reduce((total, each) => total + each, 0);
    expect(sum).toBeGreaterThanOrEqual(100);
    expect(sum).toBeLessThan(110);
    expect(await points(key)).toBeGreaterThanOrEqual(50);
  });

  it("never refuses a start, and lets sweeps wait for what starts took", async () => {
    const key = { host: "local-github", owner: "many-starts" };
    await Promise.all(Array.from({ length: 60 }, () => noteReads(deps.worker, key, 3)));
    expect(await points(key)).toBeLessThan(0);
    expect(await takeReads(deps.worker, key, 25)).toBe(0);
  });
});
