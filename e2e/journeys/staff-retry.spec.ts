import { askToOverride, timelineEntry } from "../fixtures/admin-pages.ts";
import { whileWorkerPauses } from "../fixtures/pause-worker.ts";
import { accountOf } from "../fixtures/running-stack.ts";
import { openSignedIn } from "../fixtures/sign-in.ts";
import { copyCloneCommand, startLab, statusOf, untilLive } from "../fixtures/student-pages.ts";
import { expect, test } from "../fixtures/test.ts";

test("An assistant sees why a session stopped and sets it up again for the student", async ({
  stack,
  database,
  newStudent,
  openBrowser,
}) => {
  const { page: studentPage } = await openBrowser();
  const { page: adminPage } = await openBrowser();
  const { page: assistantPage } = await openBrowser();
  const sessionPage = (id: string) => `${stack.urls.admin}/sessions/${id}`;
  const student = await newStudent();
  const assistant = accountOf(stack, "sam-assistant");

  const id = await whileWorkerPauses(stack, database, async () => {
    await openSignedIn(studentPage, `${stack.urls.student}/labs/git-basics`, student);
    await untilLive(studentPage);
    const started = await startLab(studentPage);
    await openSignedIn(adminPage, sessionPage(started), accountOf(stack, "ada-admin"));
    await untilLive(adminPage);
    const dialog = await askToOverride(adminPage, "Stop session", "Stop Student's session");
    await dialog.getByRole("textbox", { name: "Reason" }).fill("The template is being repaired.");
    await dialog.getByRole("button", { name: "Stop session" }).click();
    await expect(dialog).toBeHidden();
    return started;
  });
  await expect(statusOf(studentPage)).toHaveText("Stopped");

  await openSignedIn(assistantPage, sessionPage(id), assistant);
  await untilLive(assistantPage);
  await expect(assistantPage.getByText("The course staff stopped this session.")).toBeVisible();
  await assistantPage.getByRole("button", { name: "Try again" }).click();

  const entry = timelineEntry(assistantPage, "Setting up again");
  await expect(entry).toContainText(`by ${assistant.name} (assistant)`);
  await expect(statusOf(assistantPage)).toHaveText("In progress", { timeout: 30_000 });
  await expect(assistantPage.getByRole("button", { name: "Try again" })).toHaveCount(0);
  await copyCloneCommand(studentPage);
  await expect(statusOf(studentPage)).toHaveText("In progress");
});
