import { describe, expect, it } from "vitest";
import { checkReadiness, type DatabaseProbe } from "./check-readiness.ts";

const now = new Date("2026-09-01T08:00:00Z");
const clock = { now: () => now };
const log = { warn: () => undefined };
const databaseThatSays = (clockThere: Date, migrated: boolean): DatabaseProbe => ({
  readClock: async () => clockThere,
  isMigrated: async () => migrated,
});
const later = (ms: number) => new Date(now.getTime() + ms);
const check = async (database: DatabaseProbe) => {
  const answer = await checkReadiness(database, clock, log);
  return { code: answer.status, body: await answer.json() };
};

describe("checkReadiness", () => {
  it("is ready when the database is migrated and both clocks agree", async () => {
    expect(await check(databaseThatSays(later(900), true))).toEqual({
      code: 200,
      body: { status: "ready" },
    });
  });

  it("is not ready when the clocks differ by more than a second, in either direction", async () => {
    for (const difference of [1_001, -1_001]) {
      expect((await check(databaseThatSays(later(difference), true))).code).toBe(503);
    }
  });

  it("is not ready before the migrations", async () => {
    expect(await check(databaseThatSays(now, false))).toEqual({
      code: 503,
      body: { status: "database not migrated" },
    });
  });

  it("is not ready without a database, and does not say why to strangers", async () => {
    const broken: DatabaseProbe = {
      readClock: async () => now,
      isMigrated: () => Promise.reject(new Error("password authentication failed for forgea_app")),
    };
    const { code, body } = await check(broken);
    expect(code).toBe(503);
    expect(JSON.stringify(body)).not.toContain("password");
  });
});
