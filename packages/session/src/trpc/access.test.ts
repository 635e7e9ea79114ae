import { randomUUID } from "node:crypto";
import { createTestDatabase, type TestDatabase } from "@forgea/testing/database";
import type { Actor } from "@forgea/trpc/actor";
import { TRPCError } from "@trpc/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EventFeed } from "../live/event-feed.ts";
import { buildStudent, buildWorkingSession, createTestDeps, type TestDeps } from "../testing.ts";
import { adminRouter } from "./admin/router.ts";
import { createCallerFactory, router } from "./init.ts";
import { staffRouter } from "./staff/router.ts";
import { studentRouter } from "./student/router.ts";

const everything = router({ student: studentRouter, staff: staffRouter, admin: adminRouter });
const createCaller = createCallerFactory(everything);

let database: TestDatabase;
let deps: TestDeps;
let feed: EventFeed;
let foreign: Awaited<ReturnType<typeof buildWorkingSession>>;
let people: Record<"nobody" | "STUDENT" | "ASSISTANT" | "ADMIN", Actor | null>;

beforeAll(async () => {
  database = await createTestDatabase();
  deps = createTestDeps(database);
  feed = new EventFeed(deps.database, deps.log);
  foreign = await buildWorkingSession(deps, "access");
  people = {
    nobody: null,
    STUDENT: await buildStudent(deps, "Noah"),
    ASSISTANT: await buildStudent(deps, "Sam", "ASSISTANT"),
    ADMIN: await buildStudent(deps, "Ada", "ADMIN"),
  };
});
afterAll(async () => {
  await feed.close();
  await deps.close();
  await database.drop();
});

const callerOf = (actor: Actor | null) =>
  createCaller({ actor, correlationId: "test", log: deps.log, deps: { ...deps, feed } });

/** Input that would be valid for each procedure, about an object that is not the caller's. */
function inputFor(path: string): unknown {
  const id = foreign.id;
  const override = { id, expectedVersion: 99, reason: "none", idempotencyKey: randomUUID() };
  const { reason: _none, ...submit } = override;
  const inputs: Record<string, unknown> = {
    "student.lab.bySlug": { slug: "access" },
    "student.labSession.start": { labSlug: "access" },
    "student.labSession.byId": { id },
    "student.labSession.head": { id },
    "student.labSession.submit": { ...submit, commitSha: "c".repeat(40) },
    "student.labSession.retry": { id, expectedVersion: 99, idempotencyKey: randomUUID() },
    "staff.labSession.retry": { id, expectedVersion: 99, idempotencyKey: randomUUID() },
    "student.labSession.acceptInvitation": { id },
    "student.labSession.newAttempt": { id, expectedVersion: 99, idempotencyKey: randomUUID() },
    "staff.labSession.extend": { ...override, endsAt: new Date(Date.now() + 3_600_000) },
    "student.labSession.follow": {},
    "staff.monitor.page": {},
    "staff.monitor.rows": { ids: [id] },
    "staff.monitor.follow": {},
    "staff.labSession.byId": { id },
    "staff.lab.bySlug": { slug: "access" },
    "admin.preparation.estimate": { slug: "access", count: 2, classStartsAt: null },
    "admin.preparation.prepare": {
      slug: "access",
      count: 2,
      classStartsAt: null,
      versionNumber: 99,
      wantedUntil: new Date(Date.now() + 3_600_000),
      idempotencyKey: randomUUID(),
    },
    "admin.preparation.clear": { id, idempotencyKey: randomUUID() },
    "admin.labSession.forceComplete": override,
    "admin.labSession.fail": override,
    "admin.labSession.release": override,
    "admin.labSession.reopen": { ...override, endsAt: null },
    "admin.labSession.revert": override,
    "admin.labSession.reset": override,
  };
  return inputs[path];
}

/** What a call answers: "ok" or the code of its error. */
async function outcomeOf(actor: Actor | null, path: string): Promise<string> {
  let target: unknown = callerOf(actor);
  for (const part of path.split(".")) target = Reflect.get(Object(target), part);
  if (typeof target !== "function") throw new Error(`no procedure ${path}`);
  try {
    await target(inputFor(path));
    return "ok";
  } catch (error) {
    if (error instanceof TRPCError) return error.code;
    throw error;
  }
}

/** At run time tRPC keeps all procedures of nested routers flat, by their paths. */
const flat: Record<string, unknown> = everything._def.procedures;
const procedures = Object.entries(flat).map(([path, procedure]) => {
  const meta: unknown = Reflect.get(Object(Reflect.get(Object(procedure), "_def")), "meta");
  const access: unknown = Reflect.get(Object(meta), "access");
  return { path, access };
});

function messageOf(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => "ok",
    (error: unknown) => (error instanceof TRPCError ? `${error.code} ${error.message}` : "other"),
  );
}

describe("every procedure", () => {
  it("declares who may call it, and stands in the scope of those people", () => {
    expect(procedures.length).toBeGreaterThan(10);
    for (const { path, access } of procedures) {
      const scope = path.split(".")[0] ?? "";
      const fits: Record<string, string> = { student: "signed-in", staff: "staff", admin: "admin" };
      expect([path, access]).toEqual([path, fits[scope]]);
    }
  });

  it("answers nobody, and lower roles, as its access says", async () => {
    const allowed: Record<string, readonly string[]> = {
      "signed-in": ["STUDENT", "ASSISTANT", "ADMIN"],
      staff: ["ASSISTANT", "ADMIN"],
      admin: ["ADMIN"],
    };
    for (const { path, access } of procedures) {
      expect([path, await outcomeOf(people.nobody, path)]).toEqual([path, "UNAUTHORIZED"]);
      for (const role of ["STUDENT", "ASSISTANT", "ADMIN"] as const) {
        const outcome = await outcomeOf(people[role], path);
        const refused = outcome === "FORBIDDEN" || outcome === "UNAUTHORIZED";
        expect([path, role, refused]).toEqual([
          path,
          role,
          !allowed[String(access)]?.includes(role),
        ]);
      }
    }
  });

  it("answers a foreign session and a missing one the same", async () => {
    const noah = callerOf(people.STUDENT);
    const of = (id: string) => [
      messageOf(noah.student.labSession.byId({ id })),
      messageOf(noah.student.labSession.head({ id })),
      messageOf(
        noah.student.labSession.submit({
          id,
          expectedVersion: 1,
          commitSha: "c".repeat(40),
          idempotencyKey: randomUUID(),
        }),
      ),
    ];
    const answers = await Promise.all(of(foreign.id));
    expect(answers).toEqual(await Promise.all(of(randomUUID())));
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toMatch(/^NOT_FOUND /);
  });
});
