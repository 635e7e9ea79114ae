import { askToOverride, countFilter, monitorRow } from "../fixtures/admin-pages.ts";
import { lookAt, staffWidths as widths } from "../fixtures/look-at.ts";
import { showLostAccess } from "../fixtures/lost-access.ts";
import { accountOf } from "../fixtures/running-stack.ts";
import { seededSession } from "../fixtures/seeded-sessions.ts";
import { openSignedIn } from "../fixtures/sign-in.ts";
import { statusOf, untilLive } from "../fixtures/student-pages.ts";
import { expect, test } from "../fixtures/test.ts";

test("The admin app before signing in, and for a student", async ({
  stack,
  newStudent,
  openBrowser,
}) => {
  const { page } = await openBrowser();
  await page.goto(`${stack.urls.admin}/sign-in`);
  await lookAt(page, "admin-sign-in", { widths });
  await openSignedIn(page, `${stack.urls.admin}/`, await newStudent());
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This is the staff app");
  await lookAt(page, "admin-not-staff", { widths });
});

test("The Live Session Monitor, its filters, its peek and its keys", async ({
  stack,
  database,
  openBrowser,
}) => {
  const { page } = await openBrowser();
  await openSignedIn(page, `${stack.urls.admin}/`, accountOf(stack, "ada-admin"));
  await untilLive(page);
  await expect(page.getByRole("row").nth(1)).toBeVisible();
  await lookAt(page, "admin-sessions", { widths, windowOnly: true });

  await countFilter(page, "Stopped").click();
  await expect(page).toHaveURL(/\?status=failed$/);
  await expect(monitorRow(page, "Omar Haddad")).toHaveCount(1);
  // The rows from before are dim until those of the filter are there.
  await expect(page.getByRole("table")).not.toHaveAttribute("aria-busy");
  await lookAt(page, "admin-sessions-stopped", { widths, windowOnly: true });

  await countFilter(page, "Being checked").click();
  await expect(page.getByText("No session is “Being checked”")).toBeVisible();
  await lookAt(page, "admin-sessions-none", { widths, windowOnly: true });

  await page.goto(`${stack.urls.admin}/?status=failed`);
  await untilLive(page);
  const omar = monitorRow(page, "Omar Haddad").getByRole("link", { name: "Omar Haddad" });
  await omar.focus();
  await page.keyboard.press("Space");
  const peek = page.getByRole("dialog", { name: "Omar Haddad" });
  await expect(peek.getByRole("list", { name: "Pushes" })).toBeVisible();
  await lookAt(page, "admin-peek", { widths, windowOnly: true });
  await page.keyboard.press("Escape");
  await expect(peek).toBeHidden();

  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
  await lookAt(page, "admin-keys", { widths, windowOnly: true });
  await page.keyboard.press("Escape");

  await page.goto(`${stack.urls.admin}/account`);
  await untilLive(page);
  await lookAt(page, "admin-account", { widths, windowOnly: true });
  expect(await seededSession(database, "omar", "web-page")).not.toBe("");
});

test("An admin prepares repositories for a class, sees them made, and clears them away", async ({
  stack,
  openBrowser,
}) => {
  const { page } = await openBrowser();
  await openSignedIn(page, `${stack.urls.admin}/labs`, accountOf(stack, "ada-admin"));
  await untilLive(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Labs");
  await expect(page.getByRole("row").nth(1)).toBeVisible();
  await lookAt(page, "admin-labs", { widths });

  await page
    .getByRole("row", { name: /web-page/ })
    .getByRole("link")
    .click();
  await expect(page.getByText("Nothing is prepared yet.")).toBeVisible();
  await lookAt(page, "admin-lab", { widths });

  await page.getByLabel("How many").fill("0");
  await page.getByRole("button", { name: "Prepare" }).click();
  await expect(page.getByText("Write a whole number from 1 to 1000.")).toBeVisible();
  await page.getByLabel("How many").fill("3");
  const inTwoHours = new Date(Date.now() + 2 * 3_600_000);
  const local = new Date(inTwoHours.getTime() - inTwoHours.getTimezoneOffset() * 60_000);
  await page.getByLabel("Class starts").fill(local.toISOString().slice(0, 16));
  await expect(page.getByText(/^Start by .* to be ready at /)).toBeVisible();
  await lookAt(page, "admin-lab-prepare", { widths });

  await page.getByRole("button", { name: "Prepare 3 repositories" }).click();
  const made = page.getByRole("list", { name: "Prepared before" });
  await expect(made.getByText("3 of 3 ready")).toBeVisible({ timeout: 30_000 });
  await lookAt(page, "admin-lab-prepared", { widths });

  await made.getByRole("button", { name: "Clear away" }).click();
  const dialog = page.getByRole("alertdialog", { name: "Clear away unused repositories" });
  await expect(dialog).toContainText("3 repositories that no student has are deleted.");
  await lookAt(page, "admin-lab-clear", { widths, windowOnly: true });
  await dialog.getByRole("button", { name: "Clear away" }).click();
  await expect(made.getByText("Cleared away. 3 cleared away.")).toBeVisible();
});

for (const { login, lab, attempt, name, status } of [
  { login: "mia", lab: "lab-template", name: "in-progress", status: "In progress" },
  { login: "noah", lab: "lab-template", name: "submitted", status: "Submitted" },
  { login: "lin", lab: "git-basics", name: "expired", status: "Time is up" },
  { login: "omar", lab: "web-page", name: "stopped", status: "Stopped" },
  { login: "zoe", lab: "web-page", name: "setting-up", status: "Setting up" },
  { login: "zoe", lab: "lab-template", attempt: 1, name: "replaced", status: "Replaced" },
]) {
  test(`An admin looks at a session that is ${name}`, async ({ stack, database, openBrowser }) => {
    const { page } = await openBrowser();
    const id = await seededSession(database, login, lab, attempt);
    await openSignedIn(page, `${stack.urls.admin}/sessions/${id}`, accountOf(stack, "ada-admin"));
    await untilLive(page);
    await expect(statusOf(page)).toHaveText(status);
    await page.getByText("Details", { exact: true }).first().click();
    await lookAt(page, `admin-session-${name}`, { widths });
  });
}

test("The dialogs of the overrides, and a session for an assistant", async ({
  stack,
  database,
  openBrowser,
}) => {
  const id = await seededSession(database, "mia", "lab-template");
  const address = `${stack.urls.admin}/sessions/${id}`;
  const { page } = await openBrowser();
  await openSignedIn(page, address, accountOf(stack, "ada-admin"));
  await untilLive(page);
  await askToOverride(page, "Submit for the student", "Submit for Mia");
  await lookAt(page, "admin-dialog-submit", { widths, windowOnly: true });
  await page.keyboard.press("Escape");
  const dialog = await askToOverride(page, "Stop session", "Stop Mia's session");
  await dialog.getByRole("button", { name: "Stop session" }).click();
  await expect(dialog.getByText("At least 3 characters.")).toBeVisible();
  await lookAt(page, "admin-dialog-stop", { widths, windowOnly: true });

  const { page: assistantPage, expectProblem } = await openBrowser();
  await openSignedIn(assistantPage, address, accountOf(stack, "sam-assistant"));
  await untilLive(assistantPage);
  await expect(assistantPage.getByText("Only an admin can use")).toBeVisible();
  await lookAt(assistantPage, "admin-session-for-an-assistant", { widths });
  expectProblem(/404/);
  await assistantPage.goto(`${stack.urls.admin}/sessions/nothing`);
  await expect(assistantPage.getByRole("link", { name: "Back to sessions" })).toBeVisible();
  await lookAt(assistantPage, "admin-not-found", { widths });
});

test("What staff read while the App is uninstalled and a lab's template is gone", async ({
  stack,
  openBrowser,
}) => {
  const { page } = await openBrowser();
  await showLostAccess(page);
  await openSignedIn(page, `${stack.urls.admin}/`, accountOf(stack, "ada-admin"));
  await untilLive(page);
  const header = page.getByRole("banner");
  await expect(header.getByText("The App is not installed there any more")).toBeVisible();
  await expect(header.getByText("forgea/git-basics-v1 is gone")).toBeVisible();
  await lookAt(page, "admin-access-lost", { widths, windowOnly: true });
});
