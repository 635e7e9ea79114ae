import { randomUUID } from "node:crypto";

import { expectNoLeak } from "../fixtures/leaks.ts";
import { procedureCaller } from "../fixtures/procedures.ts";
import { accountOf } from "../fixtures/running-stack.ts";
import { seededSession } from "../fixtures/seeded-sessions.ts";
import { openSignedIn } from "../fixtures/sign-in.ts";
import { expect, test } from "../fixtures/test.ts";

const override = (id: string) => ({
  id,
  expectedVersion: 2,
  reason: "Because I would like to.",
  idempotencyKey: randomUUID(),
});

/** Every procedure of the admin app, by who may call it. */
const procedures = {
  staff: {
    "staff.monitor.page": () => ({ limit: 10 }),
    "staff.monitor.rows": (id: string) => ({ ids: [id] }),
    "staff.labSession.byId": (id: string) => ({ id }),
  },
  admin: { "admin.labSession.forceComplete": override, "admin.labSession.fail": override },
};

test("A student who calls staff and admin procedures is refused, and learns nothing", async ({
  stack,
  database,
  newStudent,
  openBrowser,
}) => {
  const id = await seededSession(database, "mia", "lab-template");
  const before = await decisionsOf(id);
  const student = await newStudent();
  const { page, context } = await openBrowser();
  await openSignedIn(page, `${stack.urls.student}/me`, student);
  await openSignedIn(page, `${stack.urls.admin}/`, student);

  await test.step("the student app does not even know them", async () => {
    const call = procedureCaller(context.request, stack.urls.student);
    for (const [path, input] of Object.entries(procedures.staff)) {
      const { status, text, refusal } = await call.query(path, input(id));
      expect([path, status, refusal?.code]).toEqual([path, 404, "NOT_FOUND"]);
      expectNoLeak(text);
    }
    for (const [path, input] of Object.entries(procedures.admin)) {
      const { status, text, refusal } = await call.mutate(path, input(id));
      expect([path, status, refusal?.code]).toEqual([path, 404, "NOT_FOUND"]);
      expectNoLeak(text);
    }
  });

  await test.step("the admin app refuses them by role, whether the session exists or not", async () => {
    const call = procedureCaller(context.request, stack.urls.admin);
    for (const target of [id, randomUUID()]) {
      const answers = [
        ...Object.entries(procedures.staff).map(([path, input]) => call.query(path, input(target))),
        ...Object.entries(procedures.admin).map(([path, input]) =>
          call.mutate(path, input(target)),
        ),
      ];
      for (const { status, text, refusal } of await Promise.all(answers)) {
        expect([status, refusal?.code, refusal?.details]).toEqual([403, "FORBIDDEN", {}]);
        expectNoLeak(text);
      }
    }
  });

  await test.step("the stream of all sessions is not opened", async () => {
    const answer = await context.request.get(`${stack.urls.admin}/api/trpc/staff.monitor.follow`, {
      params: { input: JSON.stringify({ json: {} }) },
      headers: { accept: "text/event-stream" },
      timeout: 10_000,
    });
    // A stream says why it ends in its last event, whatever its status.
    const text = await answer.text();
    expect(text).toContain('"code":"FORBIDDEN"');
    expect(text).not.toContain("labSessionId");
    expectNoLeak(text);
  });

  await test.step("the session of the student app does not open the admin app", async () => {
    const { value = "" } =
      (await context.cookies(stack.urls.student)).find(
        ({ name }) => name === "forgea-student.session",
      ) ?? {};
    expect(value).not.toBe("");
    const { context: other } = await openBrowser();
    await other.addCookies([{ name: "forgea-admin.session", value, url: stack.urls.admin }]);
    const { status, refusal } = await procedureCaller(other.request, stack.urls.admin).query(
      "staff.account.me",
    );
    expect([status, refusal?.code]).toEqual([401, "UNAUTHENTICATED"]);
  });

  expect(await decisionsOf(id)).toEqual(before);

  function decisionsOf(session: string) {
    return database.one("select status, version, event_seq from lab_sessions where id = $1", [
      session,
    ]);
  }
});

test("An assistant sees every session and cannot override one", async ({
  stack,
  database,
  openBrowser,
}) => {
  const id = await seededSession(database, "mia", "lab-template");
  const { page, context } = await openBrowser();
  await openSignedIn(page, `${stack.urls.admin}/sessions/${id}`, accountOf(stack, "sam-assistant"));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Mia Sørensen");
  for (const name of ["Submit for the student", "Stop session"]) {
    await expect(page.getByRole("button", { name })).toHaveCount(0);
  }
  const { mutate } = procedureCaller(context.request, stack.urls.admin);
  for (const [path, input] of Object.entries(procedures.admin)) {
    const { status, refusal } = await mutate(path, input(id));
    expect([status, refusal?.code]).toEqual([403, "FORBIDDEN"]);
  }
});

test("Nobody who is signed out gets anything but the sign-in", async ({ stack, openBrowser }) => {
  const { page, context } = await openBrowser();
  const id = randomUUID();

  const admin = procedureCaller(context.request, stack.urls.admin);
  const student = procedureCaller(context.request, stack.urls.student);
  const answers = await Promise.all([
    student.query("student.lab.list"),
    student.query("student.lab.bySlug", { slug: "lab-template" }),
    student.query("student.labSession.byId", { id }),
    student.query("student.labSession.head", { id }),
    student.query("student.account.me"),
    student.mutate("student.labSession.start", { labSlug: "lab-template" }),
    admin.query("staff.account.me"),
    ...Object.entries(procedures.staff).map(([path, input]) => admin.query(path, input(id))),
    ...Object.entries(procedures.admin).map(([path, input]) => admin.mutate(path, input(id))),
  ]);
  for (const { status, text, refusal } of answers) {
    expect([status, refusal?.code]).toEqual([401, "UNAUTHENTICATED"]);
    expectNoLeak(text);
  }

  for (const path of ["/labs", "/labs/lab-template", `/sessions/${id}`, "/me"]) {
    await page.goto(`${stack.urls.student}${path}`);
    await expect(page).toHaveURL(
      `${stack.urls.student}/sign-in?callbackUrl=${encodeURIComponent(path)}`,
    );
  }
  for (const path of [`/sessions/${id}`, "/account", "/?status=FAILED"]) {
    await page.goto(`${stack.urls.admin}${path}`);
    await expect(page).toHaveURL(
      `${stack.urls.admin}/sign-in?callbackUrl=${encodeURIComponent(path)}`,
    );
  }
});
