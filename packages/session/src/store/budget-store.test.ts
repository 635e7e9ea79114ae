import { randomUUID } from "node:crypto";
import { createTestDatabase, type TestDatabase } from "@forgea/testing/database";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { creationLimits } from "../domain/provider-budget.ts";
import { buildLab, buildStudent, createTestDeps, type TestDeps, type TestLab } from "../testing.ts";
import { prepareRepositories } from "../use-cases/prepare-repositories.ts";
import { startLab } from "../use-cases/start-lab.ts";
import {
  noteInvitationsNeeded,
  pauseBudget,
  settleCreation,
  type Turn,
  takeInvitation,
  takeTurn,
} from "./budget-store.ts";
import { findPlace } from "./queue-store.ts";

let database: TestDatabase;
let deps: TestDeps;
let lab: TestLab;
let round = 0;
const limits = { ...creationLimits, perMinute: 10, perHour: 25, atOnce: 10 };
const key = { host: "local-github", owner: "forgea" };

beforeAll(async () => {
  database = await createTestDatabase();
  deps = createTestDeps(database);
});
beforeEach(async () => {
  // What an earlier test left in line waits for nothing any more, and the budget begins anew.
  await deps.database.prisma.repositoryIntent.updateMany({ data: { state: "ABANDONED" } });
  const fresh = { calls: [], blockedUntil: null, invitationsNeeded: false };
  await deps.worker.prisma.providerBudget.upsert({
    where: { host_owner: key },
    create: { ...key, ...fresh },
    update: fresh,
  });
  lab = await buildLab(deps, `budget-${round++}`);
});
afterAll(async () => {
  await deps.close();
  await database.drop();
});

/** Students who wait, in the order of asking; answers their intents. */
async function line(count: number): Promise<string[]> {
  const intents: string[] = [];
  for (let index = 0; index < count; index++) {
    const student = await buildStudent(deps, `S${index}`);
    const started = await startLab(deps, student, { labSlug: lab.slug, correlationId: "test" });
    const { intents: own } = await deps.database.prisma.labSession.findUniqueOrThrow({
      where: { id: started.id },
      select: { intents: { select: { id: true } } },
    });
    intents.push(...own.map(({ id }) => id));
  }
  return intents;
}

const take = (id: string) => takeTurn(deps.worker, key, id, limits);
const callsMade = async () => {
  const row = await deps.database.prisma.providerBudget.findUniqueOrThrow({
    where: { host_owner: key },
  });
  return row.calls.map((call) => call.getTime());
};

describe("takeTurn", () => {
  it("grants exactly what the minute holds when all ask at once, and tells the others when to come", async () => {
    const intents = await line(24);
    const askedAt = Date.now();
    const turns = await Promise.all(intents.map(take));
    expect(turns.filter(({ granted }) => granted)).toHaveLength(10);
    expect(await callsMade()).toHaveLength(10);
    const later = turns.flatMap((turn) => (turn.granted ? [] : [turn.at.getTime() - askedAt]));
    expect(later).toHaveLength(14);
    expect(Math.min(...later)).toBeGreaterThan(900);
  });

  it("lets nobody overtake those who asked before and did not come yet", async () => {
    const intents = await line(14);
    const last = await take(intents[13] ?? "");
    expect(last.granted).toBe(false);
    expect((await take(intents[0] ?? "")).granted).toBe(true);
    expect((await take(intents[9] ?? "")).granted).toBe(true);
  });

  it("counts a call as made when it was answered, and as made late while nobody knows", async () => {
    const [first = ""] = await line(1);
    await take(first);
    const [unanswered = 0] = await callsMade();
    expect(unanswered).toBeGreaterThan(Date.now() + 5_000);
    await settleCreation(deps.worker, key, first, limits);
    const [answered = 0, ...others] = await callsMade();
    expect(Math.abs(answered - Date.now())).toBeLessThan(5_000);
    expect(others).toEqual([]);
  });

  it("keeps silent until the provider's pause is over, and a shorter pause does not end it", async () => {
    const [first = ""] = await line(1);
    const until = new Date(Date.now() + 40_000);
    await pauseBudget(deps.worker, key, until);
    await pauseBudget(deps.worker, key, new Date(Date.now() + 5_000));
    expect(await take(first)).toEqual({ granted: false, at: until });
    expect(await takeTurn(deps.worker, key, first, null)).toEqual({ granted: false, at: until });
  });

  it("counts nothing where the provider sets no limits", async () => {
    const intents = await line(30);
    const turns = await Promise.all(intents.map((id) => takeTurn(deps.worker, key, id, null)));
    expect(turns.every(({ granted }) => granted)).toBe(true);
    expect(await callsMade()).toEqual([]);
  });
});

describe("a line of a thousand", () => {
  it("grants one minute's worth, and plans nobody else for a time that the limits do not allow", async () => {
    const admin = await buildStudent(deps, "Ada", "ADMIN");
    await prepareRepositories(deps, admin, {
      slug: lab.slug,
      count: 1_000,
      versionNumber: 1,
      classStartsAt: null,
      wantedUntil: new Date(Date.now() + 3_600_000),
      idempotencyKey: randomUUID(),
    });
    const intents = await deps.database.prisma.repositoryIntent.findMany({
      where: { state: "OPEN", turnAt: null },
      orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    });
    expect(intents).toHaveLength(1_000);
    const began = Date.now();
    const turns: Turn[] = [];
    const asking = intents.map(({ id }) => id);
    // As many at once as there are connections, as workers do.
    const lane = async () => {
      for (let id = asking.shift(); id !== undefined; id = asking.shift()) {
        turns.push(await takeTurn(deps.worker, key, id, creationLimits));
      }
    };
    await Promise.all(Array.from({ length: 10 }, lane));
    expect(turns.filter(({ granted }) => granted)).toHaveLength(60);
    const minutes = turns.flatMap((turn) =>
      turn.granted ? [] : [Math.floor((turn.at.getTime() - began) / 60_000)],
    );
    const planned = Map.groupBy(minutes, (minute) => minute);
    // 60 a minute; who asked while the first were being granted may have been told one minute more.
    const most = Math.max(...[...planned.values()].map((at) => at.length));
    expect(most).toBeLessThanOrEqual(120);
    expect(Math.max(...minutes)).toBeGreaterThan(120);
  });
});

describe("invitations", () => {
  it("are counted as creations while they are needed, and a creation leaves room for those that are owed", async () => {
    const intents = await line(8);
    await noteInvitationsNeeded(deps.worker, key, true);
    const turns = [];
    for (const id of intents) turns.push(await take(id));
    // Ten calls: five students with an invitation each.
    expect(turns.map(({ granted }) => granted)).toEqual(
      Array.from({ length: 8 }, (_, index) => index < 5),
    );
    for (let invited = 0; invited < 5; invited++) {
      expect((await takeInvitation(deps.worker, key, limits)).granted).toBe(true);
    }
    expect((await takeInvitation(deps.worker, key, limits)).granted).toBe(false);
  });

  it("cost nothing once the provider showed that they are not needed", async () => {
    await line(1);
    await noteInvitationsNeeded(deps.worker, key, false);
    expect(await takeInvitation(deps.worker, key, limits)).toEqual({ granted: true, spent: null });
    expect(await callsMade()).toEqual([]);
  });
});

describe("findPlace", () => {
  it("says the place and the minute in which the turn comes", async () => {
    const intents = await line(24);
    for (const id of intents.slice(0, 10)) await take(id);
    const now = Date.now();
    const placeOf = (index: number) => findPlace(deps.worker, key, intents[index] ?? "", limits);
    expect(await placeOf(3)).toBeNull();
    const [next, last] = [await placeOf(10), await placeOf(23)];
    expect([next?.place, last?.place]).toEqual([1, 14]);
    const inMs = (at: Date | undefined) => (at?.getTime() ?? 0) - now;
    expect(inMs(next?.turnAt)).toBeGreaterThan(59_000);
    expect(inMs(next?.turnAt)).toBeLessThan(62_000);
    // Ten have their turn a minute from now, this one with the next ten.
    expect(inMs(last?.turnAt)).toBeGreaterThan(119_000);
    expect(inMs(last?.turnAt)).toBeLessThan(125_000);
  });
});
