import { randomUUID } from "node:crypto";

import { expectNoLeak } from "../fixtures/leaks.ts";
import { procedureCaller } from "../fixtures/procedures.ts";
import { openSignedIn } from "../fixtures/sign-in.ts";
import { expect, test } from "../fixtures/test.ts";

test("Another site cannot start a lab in a student's name", async ({
  stack,
  database,
  newStudent,
  openBrowser,
}) => {
  const student = await newStudent();
  const { page, context } = await openBrowser();
  const { student: own, admin, preview } = stack.urls;
  await openSignedIn(page, `${own}/me`, student);
  const start = `${own}/api/trpc/student.labSession.start`;
  const data = JSON.stringify({ json: { labSlug: "git-basics" } });
  const json = { "content-type": "application/json" };

  const refused: [string, Record<string, string>, number][] = [
    ["the admin app", { ...json, origin: admin }, 403],
    ["the preview", { ...json, origin: preview }, 403],
    ["a stranger", { ...json, origin: "https://evil.example" }, 403],
    ["a host that only begins like ours", { ...json, origin: `${own}.evil.example` }, 403],
    ["a sandboxed page", { ...json, origin: "null" }, 403],
    ["nobody", json, 403],
    ["a form", { "content-type": "application/x-www-form-urlencoded", origin: own }, 415],
    ["a form with a file", { "content-type": "multipart/form-data; boundary=x", origin: own }, 415],
    ["a text form", { "content-type": "text/plain", origin: own }, 415],
  ];
  for (const [sender, headers, status] of refused) {
    const answer = await context.request.post(start, { headers, data });
    expect([sender, answer.status()]).toEqual([sender, status]);
    expectNoLeak(await answer.text());
  }

  // By GET nothing changes either, not even from the app itself.
  const byGet = await context.request.get(start, {
    params: { input: data },
    headers: { origin: own },
  });
  expect(byGet.status()).toBe(405);
  expectNoLeak(await byGet.text());

  const signOut = await context.request.post(`${own}/api/auth/signout`, {
    headers: { ...json, origin: "https://evil.example" },
    data: "{}",
  });
  expect(signOut.status()).toBe(403);

  const sessions = await database.rows(
    `select 1 from lab_sessions s join github_accounts a on a.user_id = s.user_id
      where a.login = $1`,
    [student.login],
  );
  expect(sessions).toEqual([]);
  const { status } = await procedureCaller(context.request, own).query("student.account.me");
  expect(status).toBe(200);
});

test("Data is not given to another site", async ({ stack, newStudent, openBrowser }) => {
  const { page, context } = await openBrowser();
  await openSignedIn(page, `${stack.urls.student}/me`, await newStudent());
  const me = `${stack.urls.student}/api/trpc/student.account.me`;
  const senders: Record<string, string>[] = [
    { origin: "https://evil.example" },
    { origin: "null" },
    { "sec-fetch-site": "cross-site", "sec-fetch-mode": "cors" },
  ];
  for (const headers of senders) {
    const answer = await context.request.get(me, { headers });
    expect(answer.status()).toBe(403);
    expect(await answer.text()).toBe("");
    expect(answer.headers()["access-control-allow-origin"]).toBeUndefined();
  }
});

test("Input that is not valid is answered with its paths and without its values", async ({
  stack,
  newStudent,
  openBrowser,
}) => {
  const { page, context } = await openBrowser();
  await openSignedIn(page, `${stack.urls.student}/me`, await newStudent());
  const { mutate, query } = procedureCaller(context.request, stack.urls.student);
  const poison = "'; drop table users; --";

  const answers = [
    { given: await mutate("student.labSession.start", { labSlug: poison }), paths: ["labSlug"] },
    { given: await mutate("student.labSession.start", {}), paths: ["labSlug"] },
    { given: await query("student.labSession.byId", { id: poison }), paths: ["id"] },
    {
      given: await mutate("student.labSession.submit", {
        id: randomUUID(),
        expectedVersion: -1,
        commitSha: poison,
        idempotencyKey: poison,
      }),
      paths: ["expectedVersion", "commitSha", "idempotencyKey"],
    },
  ];
  for (const { given, paths } of answers) {
    expect([given.status, given.refusal?.code]).toEqual([400, "VALIDATION"]);
    expect(given.refusal?.paths.toSorted()).toEqual(paths.toSorted());
    expect(given.text).not.toContain("drop table");
    expectNoLeak(given.text);
  }
});
