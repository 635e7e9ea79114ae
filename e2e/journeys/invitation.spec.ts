import { startLabWithOpenInvitation } from "../fixtures/open-invitation.ts";
import { openSignedIn } from "../fixtures/sign-in.ts";
import { cloneCommand, copyCloneCommand, receipts, untilLive } from "../fixtures/student-pages.ts";
import { expect, test } from "../fixtures/test.ts";

test("A student whose invitation was not accepted for them accepts it on the page, and clones", async ({
  stack,
  database,
  provider,
  newStudent,
  openBrowser,
  workstationOf,
}) => {
  const student = await newStudent();
  const { page } = await openBrowser();
  await openSignedIn(page, `${stack.urls.student}/labs/git-basics`, student);
  await untilLive(page);
  const sessionId = await startLabWithOpenInvitation(page, stack, provider, student);
  const workstation = await workstationOf(student);

  const card = page.getByRole("region", { name: "Accept the invitation" });
  await test.step("the invitation leads the page, and git lets nobody in yet", async () => {
    await expect(card).toBeVisible();
    await expect(card).toContainText("The invitation is valid until");
    await expect(page.getByText("git lets you in once you have accepted")).toBeVisible();
    await page.evaluate(() => Object.assign(window, { notReloaded: true }));
    await expect(workstation.run(await cloneCommand(page))).rejects.toThrow(/not found/i);
  });

  await test.step("one press accepts it, and the page goes on", async () => {
    await card.getByRole("button", { name: "Accept the invitation" }).click();
    await expect(card).toBeHidden();
    expect(await page.evaluate(() => "notReloaded" in window)).toBe(true);
    expect(await accessEvents()).toEqual([
      { kind: "access-invited", by: "SYSTEM" },
      { kind: "access-accepted", by: "STUDENT" },
    ]);
  });

  await test.step("the same command clones now, and a push counts", async () => {
    const work = await workstation.run(await copyCloneCommand(page));
    await work.commit("Let in");
    await work.push();
    await expect(receipts(page).first()).toContainText("Counted");
  });

  function accessEvents() {
    return database.rows<{ kind: string; by: string }>(
      `select kind, actor_kind::text as by from session_events
        where lab_session_id = $1 and kind like 'access-%' order by seq`,
      [sessionId],
    );
  }
});

test("A student accepts the invitation on the provider's page, and the session's page goes on by itself", async ({
  stack,
  provider,
  newStudent,
  openBrowser,
  workstationOf,
}) => {
  const student = await newStudent();
  const { page, context } = await openBrowser();
  await openSignedIn(page, `${stack.urls.student}/labs/git-basics`, student);
  await untilLive(page);
  await startLabWithOpenInvitation(page, stack, provider, student);
  const card = page.getByRole("region", { name: "Accept the invitation" });
  await expect(card).toBeVisible();
  await page.evaluate(() => Object.assign(window, { notReloaded: true }));

  await test.step("the link opens the provider's page of this invitation beside it", async () => {
    const opens = context.waitForEvent("page");
    await card.getByRole("link", { name: "Open it at the provider" }).click();
    const providerPage = await opens;
    await providerPage.getByRole("button", { name: "Accept invitation" }).click();
    await expect(providerPage.getByRole("heading", { name: /git-basics-/ }).first()).toBeVisible();
    await providerPage.close();
  });

  await test.step("back on the page nothing is left to do but to clone", async () => {
    await expect(card).toBeHidden();
    expect(await page.evaluate(() => "notReloaded" in window)).toBe(true);
    const work = await (await workstationOf(student)).run(await copyCloneCommand(page));
    await work.commit("Let in by the provider");
    await work.push();
    await expect(receipts(page).first()).toContainText("Counted");
  });
});
