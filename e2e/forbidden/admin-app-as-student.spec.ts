import { seededSession } from "../fixtures/seeded-sessions.ts";
import { openSignedIn } from "../fixtures/sign-in.ts";
import { expect, test } from "../fixtures/test.ts";

test("A student in the admin app sees one page with sign out and no data", async ({
  stack,
  database,
  newStudent,
  openBrowser,
}) => {
  const student = await newStudent();
  const { page } = await openBrowser();
  const id = await seededSession(database, "mia", "lab-template");
  await openSignedIn(page, `${stack.urls.admin}/`, student);

  for (const path of ["/", "/?status=IN_PROGRESS", `/sessions/${id}`, "/account"]) {
    const answer = await page.goto(`${stack.urls.admin}${path}`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("This is the staff app");
    await expect(page.getByRole("main")).toContainText(`You are signed in as ${student.name}`);
    await expect(page.getByRole("navigation")).toHaveCount(0);
    await expect(page.getByRole("table")).toHaveCount(0);
    // Nor in what the page brought along for its scripts.
    const document = (await answer?.text()) ?? "";
    expect(document).toContain("This is the staff app");
    for (const datum of ["Sørensen", "Noah", "lab-template", "ada-admin"]) {
      expect(document).not.toContain(datum);
    }
  }

  await page.getByRole("button", { name: "Sign out" }).click();
  await page.waitForURL(`${stack.urls.admin}/sign-in`);
  await page.goto(`${stack.urls.admin}/`);
  await expect(page.getByRole("button", { name: "Sign in with GitHub" })).toBeVisible();
});
