import { buildWorkingSession, createTestDeps, type TestDeps } from "@forgea/session/testing";
import { createTestDatabase, type TestDatabase } from "@forgea/testing/database";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { giveBackDueTime } from "./expired-sample.ts";

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

describe("the due time of the lab whose sample has expired", () => {
  it("is given back once, and stays at the second start and as staff set it", async () => {
    const { lab, student, read } = await buildWorkingSession(deps, "due", { durationMinutes: 60 });
    const { endsAt } = await read();
    const { prisma } = deps.database;
    const change = (dueAt: Date | null) =>
      prisma.lab.update({ where: { id: lab.id }, data: { dueAt } });
    const dueAfterStart = async () => {
      await giveBackDueTime(prisma, student.id, lab.id);
      return (await prisma.lab.findUniqueOrThrow({ where: { id: lab.id } })).dueAt;
    };
    await change(endsAt);
    const given = await dueAfterStart();
    expect(given?.getTime()).toBeGreaterThan(Date.now() + 13 * 86_400_000);
    expect(await dueAfterStart()).toEqual(given);
    const byStaff = new Date("2027-01-01T12:00:00.000Z");
    await change(byStaff);
    expect(await dueAfterStart()).toEqual(byStaff);
    await change(null);
    expect(await dueAfterStart()).toBeNull();
  });
});
