import { accountOf } from "../fixtures/running-stack.ts";
import { openSignedIn } from "../fixtures/sign-in.ts";
import { untilLive } from "../fixtures/student-pages.ts";
import { expect, test } from "../fixtures/test.ts";

test("Two people use both apps in one browser", async ({ stack, newStudent, openBrowser }) => {
  const student = await newStudent();
  const admin = accountOf(stack, "ada-admin");
  const { page: studentPage, context } = await openBrowser();
  const adminPage = await context.newPage();

  await openSignedIn(studentPage, `${stack.urls.student}/me`, student);
  await openSignedIn(adminPage, `${stack.urls.admin}/account`, admin);

  await test.step("each app knows its own person", async () => {
    await studentPage.reload();
    await expect(studentPage.getByRole("main")).toContainText(student.name);
    await expect(adminPage.getByRole("main")).toContainText(admin.name);
    await untilLive(studentPage);
    await untilLive(adminPage);
  });

  await test.step("every cookie carries the name of its app", async () => {
    const names = (await context.cookies(stack.urls.student)).map(({ name }) => name);
    expect(names).toContain("forgea-student.session");
    expect(names).toContain("forgea-admin.session");
    expect(names).toContain("local-github.session");
    expect(
      names.filter((name) => !/^(forgea-student|forgea-admin|local-github)\./.test(name)),
    ).toEqual([]);
    const cookies = await context.cookies(stack.urls.student);
    expect(cookies.filter(({ httpOnly, sameSite }) => !httpOnly || sameSite !== "Lax")).toEqual([]);
  });

  await test.step("signing out of one app leaves the other signed in", async () => {
    await studentPage.getByRole("button", { name: `Account menu of ${student.name}` }).click();
    await studentPage.getByRole("menuitem", { name: "Sign out" }).click();
    await studentPage.waitForURL(`${stack.urls.student}/sign-in`);
    await studentPage.goto(`${stack.urls.student}/me`);
    await expect(studentPage.getByRole("button", { name: "Sign in with GitHub" })).toBeVisible();

    await adminPage.reload();
    await expect(adminPage.getByRole("main")).toContainText(admin.name);
    await untilLive(adminPage);
  });

  await test.step("a third person signs in to the student app without the admin noticing", async () => {
    const other = await newStudent();
    await openSignedIn(studentPage, `${stack.urls.student}/me`, other);
    await expect(studentPage.getByRole("main")).toContainText(other.name);
    await adminPage.reload();
    await expect(adminPage.getByRole("main")).toContainText(admin.name);
  });
});
