import type { Actor } from "@forgea/trpc/actor";
import { startLab } from "../use-cases/start-lab.ts";
import { buildLab, buildStudent } from "./builders.ts";
import { drainJobs, type TestDeps } from "./test-deps.ts";

/** A student with a bound session, in progress. */
export async function buildWorkingSession(
  deps: TestDeps,
  slug: string,
  terms: Parameters<typeof buildLab>[2] = {},
) {
  const lab = await buildLab(deps, slug, terms);
  const student: Actor = await buildStudent(deps);
  const { id } = await startLab(deps, student, { labSlug: lab.slug, correlationId: "test" });
  await drainJobs(deps);
  const mapping = await deps.database.prisma.gitHubRepoMapping.findFirstOrThrow({
    where: { labSessionId: id, status: "ACTIVE" },
  });
  const read = () =>
    deps.database.prisma.labSession.findUniqueOrThrow({
      where: { id },
      include: {
        snapshots: { orderBy: { number: "asc" } },
        events: { orderBy: { seq: "asc" }, include: { note: true } },
        intents: true,
        mappings: true,
      },
    });
  return { id, lab, student, mapping, read };
}
