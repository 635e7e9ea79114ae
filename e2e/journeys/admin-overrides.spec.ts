import { askToOverride, timelineEntry } from "../fixtures/admin-pages.ts";
import { accountOf } from "../fixtures/running-stack.ts";
import { openSignedIn } from "../fixtures/sign-in.ts";
import {
  copyCloneCommand,
  receipts,
  startLab,
  statusOf,
  untilLive,
} from "../fixtures/student-pages.ts";
import { expect, test } from "../fixtures/test.ts";

test("An admin submits for a student and stops another session, with a reason", async ({
  stack,
  newStudent,
  openBrowser,
  workstationOf,
}) => {
  const admin = accountOf(stack, "ada-admin");
  const [one, other] = [await newStudent(), await newStudent()];
  const { page: onePage } = await openBrowser();
  const { page: otherPage } = await openBrowser();
  const { page: adminPage, context, expectProblem } = await openBrowser();

  await openSignedIn(onePage, `${stack.urls.student}/labs/lab-template`, one);
  await untilLive(onePage);
  const oneId = await startLab(onePage);
  const work = await (await workstationOf(one)).run(await copyCloneCommand(onePage));
  const commit = await work.commit("Half of it");
  await work.push();
  await expect(receipts(onePage)).toHaveCount(1);
  await openSignedIn(otherPage, `${stack.urls.student}/labs/git-basics`, other);
  await untilLive(otherPage);
  const otherId = await startLab(otherPage);
  await copyCloneCommand(otherPage);

  await openSignedIn(adminPage, `${stack.urls.admin}/sessions/${oneId}`, admin);
  await untilLive(adminPage);

  await test.step("without a reason nothing happens", async () => {
    const dialog = await askToOverride(adminPage, "Submit for the student", "Submit for Student");
    await expect(dialog).toContainText("1 push is kept.");
    await expect(dialog).toContainText(`Commit ${commit.slice(0, 7)} is handed in.`);
    await dialog.getByRole("button", { name: "Submit for the student" }).click();
    await expect(dialog.getByText("At least 3 characters.")).toBeVisible();
    await expect(statusOf(onePage)).toHaveText("In progress");
  });

  await test.step("submitting for the student reaches the timeline and the student's page", async () => {
    const dialog = adminPage.getByRole("alertdialog");
    await dialog.getByRole("textbox", { name: "Reason" }).fill("Their laptop broke at the end.");
    await dialog.getByRole("button", { name: "Submit for the student" }).click();
    await expect(dialog).toBeHidden();
    const entry = timelineEntry(adminPage, "Submitted for the student");
    await expect(entry).toContainText(`by ${admin.name} (admin)`);
    await expect(entry).toContainText("Their laptop broke at the end.");
    await expect(statusOf(adminPage)).toHaveText("Submitted");
    await expect(statusOf(onePage)).toHaveText("Submitted");
    await expect(receipts(onePage).first()).toContainText("Handed in");
    await expect(onePage.getByText("The course staff submitted for you at")).toContainText(
      "Their laptop broke at the end.",
    );
  });

  const staleTab = await context.newPage();
  await test.step("two tabs ask about the same session; the faster one stops it", async () => {
    for (const tab of [adminPage, staleTab]) {
      await tab.goto(`${stack.urls.admin}/sessions/${otherId}`);
      await untilLive(tab);
    }
    const stale = await askToOverride(staleTab, "Submit for the student", "Submit for Student");
    await stale.getByRole("textbox", { name: "Reason" }).fill("I think they are done.");

    const dialog = await askToOverride(adminPage, "Stop session", "Stop Student's session");
    await dialog.getByRole("textbox", { name: "Reason" }).fill("Started on the wrong lab.");
    await dialog.getByRole("button", { name: "Stop session" }).click();
    await expect(dialog).toBeHidden();
    const entry = timelineEntry(adminPage, "Stopped");
    await expect(entry).toContainText(`by ${admin.name} (admin)`);
    await expect(entry).toContainText("Started on the wrong lab.");
  });

  await test.step("the student reads that it stopped, and that it says nothing about the grade", async () => {
    await expect(statusOf(otherPage)).toHaveText("Stopped");
    await expect(otherPage.getByRole("main")).toContainText(
      "The course staff stopped this session.",
    );
    await expect(otherPage.getByRole("main")).toContainText("This says nothing about your grade.");
    await expect(otherPage.getByText("Started on the wrong lab.")).toHaveCount(0);
  });

  await test.step("the slower tab is told what changed, and changes nothing", async () => {
    expectProblem(/409/);
    const stale = staleTab.getByRole("alertdialog");
    await stale.getByRole("button", { name: "Submit for the student" }).click();
    await expect(stale).toContainText("Somebody else changed this since you loaded the page.");
    await expect(stale).toContainText("Nothing was changed by you.");
    await expect(stale).toContainText(`Stopped by ${admin.name} (admin)`);
    await stale.getByRole("button", { name: "Show the current state" }).click();
    await expect(stale).toBeHidden();
    await expect(statusOf(staleTab)).toHaveText("Stopped");
    await expect(timelineEntry(staleTab, "Submitted for the student")).toHaveCount(0);
    await expect(staleTab.getByRole("button", { name: "Submit for the student" })).toHaveCount(0);
  });
});
