import { lookAt, studentWidths as widths } from "../fixtures/look-at.ts";
import { showLostAccess, showMissingTemplate } from "../fixtures/lost-access.ts";
import { accountOf } from "../fixtures/running-stack.ts";
import { seededSession } from "../fixtures/seeded-sessions.ts";
import { openSignedIn } from "../fixtures/sign-in.ts";
import {
  askToSubmit,
  copyCloneCommand,
  startLab,
  statusOf,
  untilLive,
} from "../fixtures/student-pages.ts";
import { expect, test } from "../fixtures/test.ts";

test("The student app before signing in", async ({ stack, openBrowser }) => {
  const { page, expectProblem } = await openBrowser();
  const { student } = stack.urls;
  await page.goto(`${student}/sign-in`);
  await lookAt(page, "student-sign-in", { widths });
  await page.goto(`${student}/labs/lab-template`);
  await lookAt(page, "student-sign-in-for-a-lab", { widths });
  await page.goto(`${student}/sign-in?error=Banned`);
  await expect(page.getByText("This account may not sign in here.")).toBeVisible();
  await lookAt(page, "student-sign-in-refused", { widths });
  expectProblem(/404/);
  await page.goto(`${student}/nowhere`);
  await lookAt(page, "student-nowhere", { widths });
});

test("The catalogue, a lab, a session with pushes and the account page", async ({
  stack,
  database,
  openBrowser,
}) => {
  const { page, expectProblem } = await openBrowser();
  const { student } = stack.urls;
  await openSignedIn(page, `${student}/labs`, accountOf(stack, "mia"));
  await untilLive(page);
  const labs = page.getByRole("list", { name: "Labs" });
  await expect(labs.getByRole("heading", { level: 2 })).toHaveCount(3);
  await lookAt(page, "student-labs", { widths });

  await page.goto(`${student}/labs/web-page`);
  await untilLive(page);
  await expect(page.getByRole("button", { name: "Start lab" })).toBeVisible();
  await lookAt(page, "student-lab", { widths });
  await page.goto(`${student}/labs/lab-template`);
  await untilLive(page);
  await expect(page.getByRole("link", { name: "Open your session" })).toBeVisible();
  await lookAt(page, "student-lab-started", { widths });

  await page.goto(`${student}/sessions/${await seededSession(database, "mia", "lab-template")}`);
  await untilLive(page);
  await lookAt(page, "student-session-pushes", { widths });
  const dialog = await askToSubmit(page);
  await expect(dialog.getByText(/^You submit/)).toBeVisible();
  await lookAt(page, "student-submit-dialog", { widths, windowOnly: true });
  await page.keyboard.press("Escape");

  await page.goto(`${student}/me`);
  await untilLive(page);
  await lookAt(page, "student-account", { widths });
  await page.getByRole("button", { name: /^Account menu of/ }).click();
  await expect(page.getByRole("menu")).toBeVisible();
  await lookAt(page, "student-account-menu", { widths, windowOnly: true });

  expectProblem(/404/);
  await page.goto(`${student}/labs/nothing-of-this-name`);
  await expect(page.getByRole("link", { name: "Back to labs" })).toBeVisible();
  await lookAt(page, "student-not-found", { widths });
});

test("A session that has just begun", async ({ stack, newStudent, openBrowser }) => {
  const { page } = await openBrowser();
  await openSignedIn(page, `${stack.urls.student}/labs/lab-template`, await newStudent());
  await untilLive(page);
  await startLab(page);
  await copyCloneCommand(page);
  await page.getByText("git asks for a password?").click();
  await lookAt(page, "student-session-begun", { widths });
});

for (const { login, lab, attempt, name, status } of [
  { login: "noah", lab: "lab-template", name: "submitted", status: "Submitted" },
  { login: "lin", lab: "git-basics", name: "expired", status: "Time is up" },
  { login: "omar", lab: "web-page", name: "stopped", status: "Stopped" },
  { login: "zoe", lab: "web-page", name: "setting-up", status: "Setting up" },
  { login: "zoe", lab: "lab-template", attempt: 2, name: "invited", status: "In progress" },
  { login: "zoe", lab: "lab-template", attempt: 1, name: "replaced", status: "Replaced" },
]) {
  test(`A session that is ${name}`, async ({ stack, database, openBrowser }) => {
    const { page } = await openBrowser();
    const id = await seededSession(database, login, lab, attempt);
    await openSignedIn(page, `${stack.urls.student}/sessions/${id}`, accountOf(stack, login));
    await untilLive(page);
    await expect(statusOf(page)).toHaveText(status);
    await lookAt(page, `student-session-${name}`, { widths });
  });
}

test("What students read while the repositories cannot be reached, and while a template is gone", async ({
  stack,
  openBrowser,
}) => {
  const { page } = await openBrowser();
  const { student } = stack.urls;
  await showLostAccess(page);
  await showMissingTemplate(page);
  await openSignedIn(page, `${student}/labs/web-page`, accountOf(stack, "mia"));
  await untilLive(page);
  const header = page.getByRole("banner");
  await expect(header.getByText("Forgea cannot reach the repositories")).toBeVisible();
  await expect(header.getByText("nothing is lost")).toBeVisible();
  await expect(page.getByText("Not available at the moment")).toBeVisible();
  await expect(page.getByRole("button", { name: "Start lab" })).toHaveCount(0);
  await lookAt(page, "student-access-lost", { widths });
});
