import { createTestDatabase, type TestDatabase } from "@forgea/testing/database";
import { afterAll, beforeAll, expect, it } from "vitest";
import { creationLimits } from "../domain/provider-budget.ts";
import { ProviderError } from "../ports.ts";
import { findOpenBreaker } from "../store/breaker-store.ts";
import { buildLab, buildStudent, createTestDeps, type TestDeps } from "../testing.ts";
import { provisionLabSession } from "./provision-lab-session.ts";
import { startLab } from "./start-lab.ts";

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

async function crowd(slug: string, size: number): Promise<string[]> {
  const starts = Array.from({ length: size }, async () => {
    const student = await buildStudent(deps);
    return startLab(deps, student, { labSlug: slug, correlationId: "test" });
  });
  return (await Promise.all(starts)).map(({ id }) => id);
}

/** Each session's job once, eight at a time, as a worker does it. */
async function workThrough(sessions: readonly string[]): Promise<void> {
  const queue = [...sessions];
  const lane = async () => {
    for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
      const request = { labSessionId: id, correlationId: "test", workerId: "test" };
      await provisionLabSession({ ...deps, database: deps.worker }, request);
    }
  };
  await Promise.all(Array.from({ length: 8 }, lane));
}

const statuses = async (ids: readonly string[]) => {
  const rows = await deps.database.prisma.labSession.findMany({ where: { id: { in: [...ids] } } });
  return new Set(rows.map(({ status }) => status));
};

it("lets every student of another lab through while one lab's template is broken, and asks for the broken one only a few times", async () => {
  // As tight as the budget gets: were the broken ones' tries to use it up, the others would wait.
  deps.github.creationLimits = { ...creationLimits, perMinute: 40, perHour: 60 };
  await buildLab(deps, "broken");
  await buildLab(deps, "healthy");
  const generate = deps.github.generateRepository.bind(deps.github);
  let asked = 0;
  deps.github.generateRepository = async (request) => {
    if (!request.templateName.startsWith("broken")) return generate(request);
    asked++;
    throw new ProviderError("unavailable", "500", { status: 500 });
  };
  const broken = await crowd("broken", 30);
  await workThrough(broken.slice(0, 4));
  const version = await deps.database.prisma.labVersion.findFirstOrThrow({
    where: { lab: { slug: "broken" } },
  });
  const key = { host: "local-github", repoId: version.templateRepoId };
  expect(await findOpenBreaker(deps.worker, key)).not.toBeNull();
  const healthy = await crowd("healthy", 12);
  // Together and interleaved: the broken ones stand before the others in line.
  await workThrough([...broken.slice(4), ...healthy]);
  expect(await statuses(healthy)).toEqual(new Set(["IN_PROGRESS"]));
  expect(await statuses(broken)).toEqual(new Set(["PROVISIONING"]));
  // Eight workers may be under way when the breaker opens; the other 22 wait without a call.
  expect(asked).toBeLessThanOrEqual(12);
});
