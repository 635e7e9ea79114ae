import { createHash, randomUUID } from "node:crypto";
import { createTestDatabase, type TestDatabase } from "@forgea/testing/database";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { insertDeliveries } from "../store/delivery-store.ts";
import { keptUntrackedRefs } from "../store/untracked-ref-store.ts";
import {
  buildWorkingSession,
  createTestDeps,
  drainJobs,
  pushBody,
  type TestDeps,
} from "../testing.ts";
import { viewLabSession } from "../use-cases/view-lab-session.ts";

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

const noon = Date.parse("2026-03-01T12:00:00Z");

async function working(slug: string) {
  const session = await buildWorkingSession(deps, slug);
  const { providerRepoId: repoId, name } = session.mapping;
  let told = 0;
  /** Pushes to each ref, told a second after the one before. */
  const pushTo = async (...refs: string[]) => {
    await insertDeliveries(
      deps.database,
      refs.map((ref) => {
        const body = pushBody({ repoId, name, ref });
        return {
          host: deps.github.host,
          hookScope: "app",
          guid: randomUUID(),
          event: "push",
          receivedAt: new Date(noon + 1000 * told++),
          bodySha256: createHash("sha256").update(body).digest(),
          body,
          correlationId: "test",
        };
      }),
    );
    await drainJobs(deps);
  };
  const view = () => viewLabSession(deps, session.student, session.id);
  return { ...session, pushTo, view };
}

describe("a push to another branch or a tag", () => {
  it("is no snapshot, but its student sees that it arrived and which branch counts", async () => {
    const { pushTo, view } = await working("other-branch");
    await pushTo("refs/heads/other/branch", "refs/tags/v1");
    const { pushes, otherRefs } = await view();
    expect(pushes).toEqual([]);
    expect(otherRefs).toEqual([
      {
        ref: "refs/tags/v1",
        defaultBranch: "main",
        pushes: 1,
        lastReceivedAt: new Date(noon + 1000),
      },
      {
        ref: "refs/heads/other/branch",
        defaultBranch: "main",
        pushes: 1,
        lastReceivedAt: new Date(noon),
      },
    ]);
  });

  it("adds no event and no decision, however often it comes, and is counted", async () => {
    const { pushTo, view, read } = await working("no-flood");
    const before = await read();
    await pushTo("refs/heads/try", "refs/heads/try", "refs/heads/try");
    const after = await read();
    expect(after.events).toHaveLength(before.events.length);
    expect(after.version).toBe(before.version);
    expect((await view()).otherRefs).toMatchObject([{ ref: "refs/heads/try", pushes: 3 }]);
  });

  it("keeps the newest refs only, whatever a student makes", async () => {
    const { pushTo, view } = await working("many-branches");
    for (let made = 0; made < keptUntrackedRefs + 5; made += 1) {
      await pushTo(`refs/heads/branch-${made}`);
    }
    const { otherRefs } = await view();
    expect(otherRefs).toHaveLength(keptUntrackedRefs);
    expect(otherRefs.at(0)?.ref).toBe("refs/heads/branch-24");
    expect(otherRefs.at(-1)?.ref).toBe("refs/heads/branch-5");
  });

  it("may have any name that a provider tells, also one that the database would not take", async () => {
    const { pushTo, view } = await working("odd-names");
    await pushTo(`refs/heads/${"é".repeat(3000)}`, "refs/heads/nul\u0000 and half \ud83d");
    const refs = (await view()).otherRefs.map(({ ref }) => ref);
    expect(refs).toEqual(["refs/heads/nul and half ", `refs/heads/${"é".repeat(244)}`]);
  });
});
