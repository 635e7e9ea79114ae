import { whileWorkerPauses } from "../fixtures/pause-worker.ts";
import { signInAs } from "../fixtures/sign-in.ts";
import {
  askToSubmit,
  copyCloneCommand,
  receipts,
  sessionIdOf,
  statusOf,
  untilLive,
} from "../fixtures/student-pages.ts";
import { expect, test } from "../fixtures/test.ts";

test("A student starts a lab, pushes, and sees the push arrive", async ({
  stack,
  database,
  newStudent,
  openBrowser,
  workstationOf,
}) => {
  const student = await newStudent();
  const { page } = await openBrowser();
  const lab = `${stack.urls.student}/labs/lab-template`;

  await test.step("a signed-out visitor of the lab's link signs in and lands back on it", async () => {
    await page.goto(lab);
    await expect(page).toHaveURL(
      `${stack.urls.student}/sign-in?callbackUrl=%2Flabs%2Flab-template`,
    );
    await expect(page.getByText("You come back to it right away.")).toBeVisible();
    await signInAs(page, student);
    await page.waitForURL(lab);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("First steps in JavaScript");
  });

  await test.step("Start lab shows the repository being made, step by step", async () => {
    await untilLive(page);
    await whileWorkerPauses(stack, database, async () => {
      await page.getByRole("button", { name: "Start lab" }).click();
      await page.waitForURL("**/sessions/*");
      await expect(statusOf(page)).toHaveText("Setting up");
      await expect(
        page.getByRole("heading", { name: "Your repository is being made" }),
      ).toBeVisible();
      await expect(page.getByRole("list", { name: "Setting up" }).getByRole("listitem")).toHaveText(
        [
          /^Waiting for its turn.*in progress/,
          /^Making your repository/,
          /^Copying the lab's files/,
          /^Connecting it to your session/,
        ],
      );
    });
    await expect(statusOf(page)).toHaveText("In progress");
  });

  const work = await test.step("the shown clone command works as it stands", async () => {
    const command = await copyCloneCommand(page);
    await page.getByText("git asks for a password?").click();
    await expect(page.getByText("a token, not the password of your account")).toBeVisible();
    return (await workstationOf(student)).run(command);
  });

  await page.evaluate(() => Object.assign(window, { notReloaded: true }));
  await expect(page.getByText("No push has arrived yet")).toBeVisible();

  const commit =
    await test.step("the push arrives with its receipt, without a reload", async () => {
      const sha = await work.commit("Add the greeting");
      await work.push();
      await expect(receipts(page)).toHaveCount(1);
      await expect(receipts(page).first()).toContainText("Push 1");
      await expect(receipts(page).first()).toContainText("Counted");
      await expect(receipts(page).first()).toContainText(sha.slice(0, 7));
      expect(await page.evaluate(() => "notReloaded" in window)).toBe(true);
      return sha;
    });

  await test.step("Submit names the commit and hands it in", async () => {
    const dialog = await askToSubmit(page);
    await expect(dialog.getByText(`You submit ${commit.slice(0, 7)}`)).toBeVisible();
    await expect(dialog).toContainText("Later pushes are kept, and shown as not counted.");
    await dialog.getByRole("button", { name: "Submit", exact: true }).click();
    await expect(page.getByText("Submitted", { exact: true }).first()).toBeVisible();
    await expect(statusOf(page)).toHaveText("Submitted");
    await expect(receipts(page).first()).toContainText("Handed in");
    expect(await page.evaluate(() => "notReloaded" in window)).toBe(true);
  });

  await test.step("a later push is kept, and says why it does not count", async () => {
    await work.commit("One more thing");
    // The provider tells whole seconds, so the submission has to be older than one.
    await expect
      .poll(async () => {
        const { age } = await database.one<{ age: string }>(
          "select extract(epoch from now() - completed_at) as age from lab_sessions where id = $1",
          [sessionIdOf(page)],
        );
        return Number(age);
      })
      .toBeGreaterThan(1);
    await work.push();
    await expect(receipts(page)).toHaveCount(2);
    await expect(receipts(page).first()).toContainText("Not counted");
    await expect(receipts(page).first()).toContainText(
      "It does not count: it was pushed after you submitted at",
    );
    await expect(receipts(page).last()).toContainText("Handed in");
  });
});
