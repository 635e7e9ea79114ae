import { createTestDatabase, type TestDatabase } from "@forgea/testing/database";
import { CodedError } from "@forgea/trpc/coded-error";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  buildLab,
  buildStudent,
  buildWorkingSession,
  createTestDeps,
  type TestDeps,
} from "../testing.ts";
import { provisionLabSession } from "./provision-lab-session.ts";
import { publishLab } from "./publish-lab.ts";
import { startLab } from "./start-lab.ts";
import { sweepBindings } from "./sweep-bindings.ts";
import { listLabs, viewLab } from "./view-labs.ts";

let database: TestDatabase;
let deps: TestDeps;

beforeAll(async () => {
  database = await createTestDatabase();
  deps = createTestDeps(database);
  // Others that can be read: without any, nothing is proven.
  await buildWorkingSession(deps, "others");
});
afterAll(async () => {
  await deps.close();
  await database.drop();
});

const asWorker = () => ({ ...deps, database: deps.worker });
const later = (ms: number) => deps.clock.set(new Date(deps.clock.now().getTime() + ms));
const provision = (labSessionId: string) =>
  provisionLabSession(asWorker(), { labSessionId, correlationId: "test", workerId: "test" });
const read = (id: string) => deps.database.prisma.labSession.findUniqueOrThrow({ where: { id } });

async function labWithStarts(slug: string, students: number) {
  const lab = await buildLab(deps, slug);
  const actors = await Promise.all(Array.from({ length: students }, () => buildStudent(deps)));
  const ids: string[] = [];
  for (const actor of actors) {
    ids.push((await startLab(deps, actor, { labSlug: slug, correlationId: "test" })).id);
  }
  return { lab, ids, frozen: `forgea/${slug}-v1` };
}

/** The code and reason that something was refused with. */
async function refusalOf(work: Promise<unknown>) {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof CodedError)) throw error;
  return { code: error.code, ...error.details };
}

describe("a frozen template that is gone", () => {
  it("stops all that wait, closes the lab, and opens it by itself when it is back", async () => {
    const { ids, frozen } = await labWithStarts("gone", 3);
    const stored = deps.github.repositories.get(frozen);
    deps.github.repositories.delete(frozen);
    await provision(ids[0] ?? "");
    for (const id of ids) {
      expect(await read(id)).toMatchObject({
        status: "FAILED",
        failureCode: "TEMPLATE_UNAVAILABLE",
      });
    }
    const noah = await buildStudent(deps, "Noah");
    const start = () => startLab(deps, noah, { labSlug: "gone", correlationId: "test" });
    expect(await refusalOf(start())).toEqual({
      code: "LAB_NOT_AVAILABLE",
      reason: "template-missing",
    });
    expect(await viewLab(deps, noah, "gone")).toMatchObject({ availability: "template-missing" });
    const cards = await listLabs(deps, noah);
    expect(cards.filter(({ templateMissing }) => templateMissing).map(({ slug }) => slug)).toEqual([
      "gone",
    ]);

    if (stored) deps.github.repositories.set(frozen, stored);
    later(60_000);
    await sweepBindings(asWorker(), "test");
    expect(await viewLab(deps, noah, "gone")).toMatchObject({ availability: "open" });
    const { id } = await start();
    await provision(id);
    expect(await read(id)).toMatchObject({ status: "IN_PROGRESS" });
  });

  it("stays closed for nobody when access is lost instead", async () => {
    const { ids } = await labWithStarts("only-access", 1);
    deps.github.reachable = new Set();
    expect(await provision(ids[0] ?? "")).toMatchObject({ kind: "again-at" });
    deps.github.reachable = null;
    later(60_000);
    await sweepBindings(asWorker(), "test");
    expect(await read(ids[0] ?? "")).toMatchObject({ status: "PROVISIONING" });
    const noah = await buildStudent(deps, "Noah");
    expect(await viewLab(deps, noah, "only-access")).toMatchObject({ availability: "open" });
  });

  it("is followed by its id when it was renamed, also by the next start", async () => {
    const { ids } = await labWithStarts("renamed", 2);
    deps.github.rename("forgea", "renamed-v1", "renamed-elsewhere");
    const [first = "", second = ""] = ids;
    expect(await provision(first)).toMatchObject({ kind: "again-at" });
    await provision(first);
    await provision(second);
    expect([await read(first), await read(second)].map(({ status }) => status)).toEqual([
      "IN_PROGRESS",
      "IN_PROGRESS",
    ]);
  });
});

async function draft(slug: string) {
  const lab = await deps.database.prisma.lab.create({
    data: {
      slug,
      title: slug,
      summary: "",
      baseRepoUrl: `${deps.github.webUrl}/teachers/${slug}`,
    },
  });
  const terms = { instructions: "", durationMinutes: null, resultKind: "CODE" } as const;
  return () => publishLab(deps, { labId: lab.id, ...terms });
}

describe("publishLab", () => {
  it("says that a template is not there or private to others", async () => {
    const publish = await draft("private");
    expect(await refusalOf(publish())).toMatchObject({ code: "TEMPLATE_NOT_READABLE" });
  });

  it("says that a template is empty", async () => {
    const publish = await draft("empty");
    const repository = deps.github.add("teachers", "empty");
    deps.github.repositories.set("teachers/empty", { repository, head: null });
    expect(await refusalOf(publish())).toMatchObject({ code: "TEMPLATE_EMPTY" });
  });

  it("says that a template was renamed, and to what", async () => {
    const publish = await draft("old-name");
    deps.github.add("teachers", "old-name");
    deps.github.rename("teachers", "old-name", "new-name");
    expect(await refusalOf(publish())).toEqual({
      code: "TEMPLATE_RENAMED",
      repository: "teachers/new-name",
    });
  });

  it("says that a stranger's repository has the name of the copy", async () => {
    const publish = await draft("taken");
    deps.github.add("teachers", "taken");
    deps.github.add("forgea", "taken-v1");
    expect(await refusalOf(publish())).toMatchObject({ code: "TEMPLATE_NAME_TAKEN" });
  });
});
