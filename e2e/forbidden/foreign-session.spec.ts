import { randomUUID } from "node:crypto";

import { procedureCaller } from "../fixtures/procedures.ts";
import { seededSession } from "../fixtures/seeded-sessions.ts";
import { openSignedIn } from "../fixtures/sign-in.ts";
import { expect, test } from "../fixtures/test.ts";

test("A student who opens another's session reads the same page as for one that does not exist", async ({
  stack,
  database,
  newStudent,
  openBrowser,
}) => {
  const student = await newStudent();
  const { page, expectProblem } = await openBrowser();
  await openSignedIn(page, `${stack.urls.student}/me`, student);
  expectProblem(/404/);
  const foreign = await seededSession(database, "noah", "lab-template");

  const seen: { status: number | undefined; title: string; text: string }[] = [];
  for (const id of [foreign, randomUUID(), "no-id-at-all"]) {
    const answer = await page.goto(`${stack.urls.student}/sessions/${id}`);
    await expect(page.getByRole("heading", { name: "There is nothing here" })).toBeVisible();
    seen.push({
      status: answer?.status(),
      title: await page.title(),
      text: await page.getByRole("main").innerText(),
    });
  }
  expect(seen[0]?.status).toBe(404);
  expect(seen[1]).toEqual(seen[0]);
  expect(seen[2]).toEqual(seen[0]);
  expect(seen[0]?.text).not.toContain("Noah");
});

test("A student cannot read, submit or look into another's session by its id", async ({
  stack,
  database,
  newStudent,
  openBrowser,
}) => {
  const { page, context } = await openBrowser();
  await openSignedIn(page, `${stack.urls.student}/me`, await newStudent());
  const { query, mutate } = procedureCaller(context.request, stack.urls.student);
  const foreign = await seededSession(database, "noah", "lab-template");

  for (const id of [foreign, randomUUID()]) {
    const submit = {
      id,
      expectedVersion: 3,
      commitSha: "a".repeat(40),
      idempotencyKey: randomUUID(),
    };
    const answers = [
      await query("student.labSession.byId", { id }),
      await query("student.labSession.head", { id }),
      await mutate("student.labSession.submit", submit),
    ];
    for (const { status, refusal } of answers) {
      expect(status).toBe(404);
      expect(refusal).toEqual({
        code: "NOT_FOUND",
        trpc: "NOT_FOUND",
        sentence: "There is nothing here, or it is not yours to see.",
        nextAction: "Check the link, or go back to the list.",
        traceId: anyTraceId,
        details: {},
        paths: [],
      });
    }
  }
});

const anyTraceId = expect.stringMatching(/^[0-9a-f-]{36}$/);
