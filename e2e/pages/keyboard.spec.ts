import { monitorRow } from "../fixtures/admin-pages.ts";
import { expectFocusTrapped, tabTo } from "../fixtures/keyboard.ts";
import { accountOf } from "../fixtures/running-stack.ts";
import { seededSession } from "../fixtures/seeded-sessions.ts";
import { openSignedIn } from "../fixtures/sign-in.ts";
import { copyCloneCommand, receipts, statusOf, untilLive } from "../fixtures/student-pages.ts";
import { expect, test } from "../fixtures/test.ts";

test("A student signs in, starts a lab and submits with the keyboard alone", async ({
  stack,
  newStudent,
  openBrowser,
  workstationOf,
}) => {
  const student = await newStudent();
  const { page } = await openBrowser();
  await page.goto(`${stack.urls.student}/labs`);
  await tabTo(page, page.getByRole("button", { name: "Sign in with GitHub" }));
  await page.keyboard.press("Enter");
  await tabTo(page, page.getByRole("textbox", { name: /their login$/ }));
  await page.keyboard.type(student.login);
  await page.keyboard.press("Enter");
  await page.waitForURL(`${stack.urls.student}/labs`);
  await untilLive(page);

  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("list", { name: "Labs" }).getByRole("link").first()).toBeFocused();
  await tabTo(page, page.getByRole("link", { name: "Git basics" }));
  await page.keyboard.press("Enter");
  await tabTo(page, page.getByRole("button", { name: "Start lab" }));
  await page.keyboard.press("Space");
  await page.waitForURL("**/sessions/*");

  const command = await copyCloneCommand(page);
  await tabTo(page, page.getByRole("button", { name: "Copy: Clone command" }));
  const help = page.locator("summary", { hasText: "git asks for a password?" });
  await tabTo(page, help);
  await page.keyboard.press("Enter");
  await expect(page.getByText("a token, not the password of your account")).toBeVisible();
  const work = await (await workstationOf(student)).run(command);
  const commit = await work.commit("By keyboard");
  await work.push();
  await expect(receipts(page)).toHaveCount(1);
  await expect(page.getByText("Push 1 arrived, counted")).toBeAttached();

  const submit = page.getByRole("button", { name: "Submit", exact: true });
  await tabTo(page, submit);
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("alertdialog", { name: "Submit this lab?" });
  await expect(dialog.getByText(`You submit ${commit.slice(0, 7)}`)).toBeVisible();
  await expectFocusTrapped(page, dialog);
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(submit).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(dialog.getByText(`You submit ${commit.slice(0, 7)}`)).toBeVisible();
  await tabTo(page, dialog.getByRole("button", { name: "Submit", exact: true }));
  await page.keyboard.press("Enter");
  await expect(statusOf(page)).toHaveText("Submitted");
});

test("An admin moves through the monitor, peeks, opens and asks for an override by keyboard", async ({
  stack,
  database,
  openBrowser,
}) => {
  const id = await seededSession(database, "mia", "lab-template");
  const { page } = await openBrowser();
  await openSignedIn(page, `${stack.urls.admin}/?status=FAILED`, accountOf(stack, "ada-admin"));
  await untilLive(page);
  const omar = monitorRow(page, "Omar Haddad").getByRole("link", { name: "Omar Haddad" });
  await expect(omar).toBeVisible();

  await test.step("j and k move from row to row", async () => {
    const links = page.getByRole("rowheader").getByRole("link");
    await page.keyboard.press("j");
    await expect(links.first()).toBeFocused();
    await page.keyboard.press("k");
    await expect(links.first()).toBeFocused();
  });

  await test.step("Space peeks; the drawer keeps the focus and gives it back", async () => {
    await omar.focus();
    await page.keyboard.press("Space");
    const peek = page.getByRole("dialog", { name: "Omar Haddad" });
    await expect(peek).toBeVisible();
    await expectFocusTrapped(page, peek);
    await page.keyboard.press("Escape");
    await expect(peek).toBeHidden();
    await expect(omar).toBeFocused();
    await page.keyboard.press("Enter");
    await page.waitForURL("**/sessions/*");
  });

  await test.step("a dialog keeps the focus and gives it back to its button", async () => {
    await page.goto(`${stack.urls.admin}/sessions/${id}`);
    await untilLive(page);
    const button = page.getByRole("button", { name: "Stop session" });
    await tabTo(page, button);
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("alertdialog", { name: "Stop Mia's session" });
    await expect(dialog.getByRole("textbox", { name: "Reason" })).toBeFocused();
    await expectFocusTrapped(page, dialog);
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
    await expect(button).toBeFocused();
  });

  await test.step("? lists the keys", async () => {
    await page.keyboard.press("?");
    const help = page.getByRole("dialog", { name: "Keyboard shortcuts" });
    await expect(help).toContainText("Next session");
    await expectFocusTrapped(page, help);
    await page.keyboard.press("Escape");
    await expect(help).toBeHidden();
  });
});
