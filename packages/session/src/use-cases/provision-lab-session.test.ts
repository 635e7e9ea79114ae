import { createTestDatabase, type TestDatabase } from "@forgea/testing/database";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ProviderError } from "../ports.ts";
import { buildLab, buildStudent, createTestDeps, drainJobs, type TestDeps } from "../testing.ts";
import { provisionLabSession } from "./provision-lab-session.ts";
import { startLab } from "./start-lab.ts";

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

async function started(slug: string, terms: Parameters<typeof buildLab>[2] = {}) {
  const lab = await buildLab(deps, slug, terms);
  const mia = { ...(await buildStudent(deps)), providerToken: "ghp_secret" };
  const { id } = await startLab(deps, mia, { labSlug: lab.slug, correlationId });
  const provision = () =>
    provisionLabSession(
      { ...deps, database: deps.worker },
      { labSessionId: id, correlationId, workerId: "test" },
    );
  const read = () =>
    deps.database.prisma.labSession.findUniqueOrThrow({
      where: { id },
      include: { intents: true, mappings: true, events: { orderBy: { seq: "asc" } } },
    });
  return { id, provision, read };
}

describe("provisionLabSession", () => {
  it("binds one repository, plans the end, and gives access", async () => {
    const { provision, read } = await started("all-the-way", { durationMinutes: 60 });
    expect(await provision()).toEqual({ kind: "done" });
    const session = await read();
    const [intent] = session.intents;
    const [mapping] = session.mappings;
    expect(session).toMatchObject({ status: "IN_PROGRESS", version: 2, accessState: "ACCEPTED" });
    expect(session.endsAt?.getTime()).toBe((session.startedAt?.getTime() ?? 0) + 3_600_000);
    expect(intent).toMatchObject({ state: "BOUND", step: "DONE", acceptToken: null });
    expect(mapping).toMatchObject({
      status: "ACTIVE",
      source: "PROVISIONED",
      providerRepoId: intent?.providerRepoId,
      owner: "forgea",
      name: intent?.name,
    });
    expect(session.userForkUrl).toBe(`http://localhost:3003/forgea/${intent?.name}`);
    const repository = await deps.github.findRepositoryByName("forgea", intent?.name ?? "");
    expect(repository?.description).toBe(`forgea:${intent?.id}`);
    expect(session.events.map(({ kind }) => kind)).toEqual([
      "start",
      "repository-created",
      "bind",
      "access-accepted",
    ]);
  });

  it("adopts its own repository when the answer to its creation was lost", async () => {
    const { provision, read } = await started("lost-answer");
    deps.github.loseNextAnswer.add("generateRepository");
    expect(await provision()).toEqual({ kind: "done" });
    const session = await read();
    expect(session.status).toBe("IN_PROGRESS");
    const made = [...deps.github.repositories.keys()].filter((name) =>
      name.includes("lost-answer-"),
    );
    expect(made).toHaveLength(2); // the frozen template and the one repository
  });

  it("adopts it with the next try when the look after the lost answer fails too", async () => {
    const { provision, read } = await started("twice-lost");
    deps.github.loseNextAnswer.add("generateRepository");
    const silence = new ProviderError("unavailable", "no answer");
    deps.github.failNext.set("findRepositoryByName", silence);
    expect(await provision()).toMatchObject({ kind: "again-at" });
    expect(await provision()).toEqual({ kind: "done" });
    expect((await read()).mappings).toMatchObject([{ status: "ACTIVE" }]);
    const made = [...deps.github.repositories.keys()].filter((name) =>
      name.includes("twice-lost-"),
    );
    expect(made).toHaveLength(2);
  });

  it("stops with a reason when the name belongs to a stranger's repository", async () => {
    const { provision, read } = await started("name-taken");
    const [intent] = (await read()).intents;
    deps.github.add("forgea", intent?.name ?? "");
    expect(await provision()).toEqual({ kind: "done" });
    expect(await read()).toMatchObject({
      status: "FAILED",
      failureCode: "NAME_TAKEN",
      mappings: [],
      intents: [{ state: "ABANDONED", acceptToken: null }],
    });
  });

  it("stops with a reason when the lab ended while the repository was being made", async () => {
    const { provision, read } = await started("ended-meanwhile", {
      dueAt: new Date(Date.now() + 60_000),
    });
    deps.clock.set(new Date(Date.now() + 61_000));
    await provision();
    deps.clock.set(new Date());
    expect(await read()).toMatchObject({ status: "FAILED", failureCode: "LAB_ENDED" });
  });

  it("stops with a reason when the provider refuses", async () => {
    const { provision, read } = await started("refused");
    deps.github.failNext.set("generateRepository", new ProviderError("refused", "no"));
    await provision();
    expect(await read()).toMatchObject({ status: "FAILED", failureCode: "PROVIDER_REFUSED" });
  });

  it("leaves everything as it was when the provider does not answer, for the next try", async () => {
    const { provision, read } = await started("silent");
    deps.github.failNext.set("generateRepository", new ProviderError("unavailable", "503"));
    expect(await provision()).toMatchObject({ kind: "again-at" });
    expect(await read()).toMatchObject({ status: "PROVISIONING", mappings: [] });
    await provision();
    expect((await read()).status).toBe("IN_PROGRESS");
  });

  it("comes back later while the content is not there", async () => {
    const { provision, read } = await started("slow-copy");
    deps.github.contentArrives = false;
    const outcome = await provision();
    deps.github.contentArrives = true;
    expect(outcome.kind).toBe("again-at");
    expect(await read()).toMatchObject({
      status: "PROVISIONING",
      intents: [{ step: "COPYING" }],
      mappings: [{ status: "PENDING" }],
    });
  });

  it("lets only one of two workers at it, and the other look again when the lease is over", async () => {
    const { provision, read } = await started("two-workers");
    const held = Promise.withResolvers<void>();
    const reached = Promise.withResolvers<void>();
    const generate = deps.github.generateRepository.bind(deps.github);
    deps.github.generateRepository = async (request) => {
      reached.resolve();
      await held.promise;
      return generate(request);
    };
    const first = provision();
    await reached.promise;
    expect(await provision()).toMatchObject({ kind: "again-at" });
    deps.github.generateRepository = generate;
    held.resolve();
    expect(await first).toEqual({ kind: "done" });
    expect((await read()).mappings).toHaveLength(1);
  });

  it("says when the student has to accept the invitation, and accepts it when the token allows", async () => {
    deps.github.invitations = true;
    const accepted = await started("accepted");
    await accepted.provision();
    deps.github.failNext.set("acceptInvitation", new ProviderError("refused", "too old"));
    const invited = await started("invited");
    await invited.provision();
    deps.github.invitations = false;
    expect(await accepted.read()).toMatchObject({ accessState: "ACCEPTED" });
    const session = await invited.read();
    expect(session).toMatchObject({ status: "IN_PROGRESS", accessState: "INVITED" });
    expect(session.invitationExpiresAt).not.toBeNull();
    expect(session.intents).toMatchObject([{ acceptToken: null, step: "DONE" }]);
  });

  it("is done by the worker's own job", async () => {
    const { read } = await started("by-job");
    await drainJobs(deps);
    expect((await read()).status).toBe("IN_PROGRESS");
  });
});
