import { createHash, randomUUID } from "node:crypto";
import { createTestDatabase, type TestDatabase } from "@forgea/testing/database";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { insertDeliveries } from "../store/delivery-store.ts";
import {
  buildStudent,
  buildWorkingSession,
  createTestDeps,
  drainJobs,
  pushBody,
  type TestDeps,
} from "../testing.ts";
import { overrideLabSession } from "./override-lab-session.ts";
import { reopenLabSession } from "./reopen-lab-session.ts";
import { submitLabSession } from "./submit-lab-session.ts";
import { viewLabSession } from "./view-lab-session.ts";

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

const named = "c".repeat(40);
const other = "d".repeat(40);

/** A session whose student named the head of the branch and submitted, at a whole second. */
async function submitted(slug: string) {
  const session = await buildWorkingSession(deps, slug);
  const at = new Date(Math.ceil(Date.now() / 1000) * 1000);
  deps.clock.set(at);
  await submitLabSession(
    deps,
    session.student,
    { id: session.id, expectedVersion: 2, commitSha: named, idempotencyKey: randomUUID() },
    "test",
  );
  /** A push whose delivery arrives now; `seconds` after the submission by the provider's clock. */
  const told = async (after: string, seconds: number) => {
    const { providerRepoId: repoId, name } = session.mapping;
    const pushedAt = new Date(at.getTime() + seconds * 1000);
    const body = pushBody({ repoId, name, after, pushedAt });
    const delivery = {
      host: deps.github.host,
      hookScope: "app",
      guid: randomUUID(),
      event: "push",
      receivedAt: at,
      bodySha256: createHash("sha256").update(body).digest(),
      body,
      correlationId: "test",
    };
    await insertDeliveries(deps.database, [delivery]);
    await drainJobs(deps);
  };
  const handedIn = async () =>
    (await viewLabSession(deps, session.student, session.id)).handedIn?.commitSha;
  return { ...session, at, told, handedIn };
}

describe("the commit that was named at Submit", () => {
  it("stays handed in when another one is pushed a second later", async () => {
    const { told, handedIn, read } = await submitted("named-stays");
    await told(named, -3);
    await told(other, 1);
    expect(await handedIn()).toBe(named);
    expect(await read()).toMatchObject({
      submittedSha: named,
      snapshots: [
        { commitSha: named, counted: true },
        { commitSha: other, counted: false, notCountedReason: "SESSION_STATE_FORBIDS" },
      ],
    });
  });

  it("counts when its push is told later, with a later time of the provider's clock", async () => {
    const { id, student, told, handedIn } = await submitted("clock-ahead");
    await told(named, 3);
    expect(await handedIn()).toBe(named);
    const view = await viewLabSession(deps, student, id);
    expect(view.submission).toMatchObject({ by: "STUDENT", reason: null });
  });

  it("is forgotten when staff open the session again, and then the end alone decides", async () => {
    const session = await submitted("forgotten");
    await session.told(named, -3);
    await session.told(other, 2);
    const ada = await buildStudent(deps, "Ada", "ADMIN");
    await reopenLabSession(
      deps,
      ada,
      {
        id: session.id,
        expectedVersion: 3,
        reason: "Submitted by mistake.",
        idempotencyKey: randomUUID(),
        endsAt: new Date(session.at.getTime() + 3_600_000),
      },
      "test",
    );
    expect(await session.read()).toMatchObject({ completedAt: null, submittedSha: null });
    expect(await session.handedIn()).toBe(other);
  });

  it("is nobody's when staff submit for the student, who reads their reason", async () => {
    const { id, student, read } = await buildWorkingSession(deps, "by-staff");
    const ada = await buildStudent(deps, "Ada", "ADMIN");
    const reason = "Agreed on with the student.";
    const command = { id, expectedVersion: 2, reason, idempotencyKey: randomUUID() };
    await overrideLabSession(deps, ada, "force-complete", command, "test");
    expect(await read()).toMatchObject({ status: "COMPLETED", submittedSha: null });
    expect((await viewLabSession(deps, student, id)).submission).toEqual({
      by: "ADMIN",
      at: deps.clock.now(),
      reason,
    });
  });
});
