import { countFilter, monitorCell, monitorRow } from "../fixtures/admin-pages.ts";
import { accountOf } from "../fixtures/running-stack.ts";
import { openSignedIn } from "../fixtures/sign-in.ts";
import {
  copyCloneCommand,
  receipts,
  startLab,
  submitCommit,
  untilLive,
} from "../fixtures/student-pages.ts";
import { expect, test } from "../fixtures/test.ts";

test("An admin watches a push arrive without reloading", async ({
  stack,
  database,
  newStudent,
  openBrowser,
  workstationOf,
}) => {
  const student = await newStudent();
  const { page: studentPage } = await openBrowser();
  const { page: monitor } = await openBrowser();

  await openSignedIn(monitor, `${stack.urls.admin}/`, accountOf(stack, "ada-admin"));
  await untilLive(monitor);
  await monitor.evaluate(() => Object.assign(window, { notReloaded: true }));
  const row = monitorRow(monitor, student.name);
  await expect(row).toHaveCount(0);

  await test.step("a session that starts waits at the top until it is let in", async () => {
    await openSignedIn(studentPage, `${stack.urls.student}/labs/lab-template`, student);
    await untilLive(studentPage);
    await startLab(studentPage);
    await expect(monitor.getByRole("button", { name: /^\d+ new$/ })).toBeVisible();
    await expect(row).toHaveCount(0);
    // What is new may be somebody else's at first: others are at work at the same time.
    await expect(async () => {
      await monitor.keyboard.press("n");
      await expect(row).toHaveCount(1, { timeout: 1_000 });
    }).toPass();
    await expect(monitorCell(row, "lab")).toContainText("First steps in JavaScript");
    await expect(monitorCell(row, "status")).toContainText("In progress");
    await expect(monitorCell(row, "lastPush")).toHaveText("No push yet");
    await expect(monitorCell(row, "pushes")).toHaveText("0");
  });

  const work = await (await workstationOf(student)).run(await copyCloneCommand(studentPage));
  for (const number of [1, 2]) {
    await test.step(`push ${number} shows up in its row`, async () => {
      const commit = await work.commit(`Step ${number}`);
      await work.push();
      await expect(monitorCell(row, "pushes")).toHaveText(String(number));
      await expect(monitorCell(row, "lastPush")).toContainText(commit.slice(0, 7));
      await expect(monitorCell(row, "lastPush")).toContainText("Counted");
    });
  }

  await test.step("the submission is seen as it happens", async () => {
    await expect(receipts(studentPage)).toHaveCount(2);
    await submitCommit(studentPage, await work.revParse("HEAD"));
    await expect(monitorCell(row, "status")).toHaveText("Submitted");
  });

  await test.step("the counts are those of the database", async () => {
    await expect
      .poll(async () => ({
        all: await shownCount("All"),
        submitted: await shownCount("Submitted"),
      }))
      .toEqual(await counted());
  });
  expect(await monitor.evaluate(() => "notReloaded" in window)).toBe(true);

  async function shownCount(label: string): Promise<number> {
    const text = (await countFilter(monitor, label).textContent()) ?? "";
    return Number(/[\d,]+/.exec(text)?.[0].replaceAll(",", ""));
  }

  function counted() {
    return database.one<{ all: number; submitted: number }>(
      `select count(*)::int as all,
              count(*) filter (where status = 'COMPLETED')::int as submitted
         from lab_sessions where not trial`,
    );
  }
});
