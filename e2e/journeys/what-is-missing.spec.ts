import { lookAt, studentWidths as widths } from "../fixtures/look-at.ts";
import { accountOf } from "../fixtures/running-stack.ts";
import { seededSession } from "../fixtures/seeded-sessions.ts";
import { openSignedIn } from "../fixtures/sign-in.ts";
import { untilLive } from "../fixtures/student-pages.ts";
import { expect, test } from "../fixtures/test.ts";

test("A student reads on the account page what is missing before a lab, and goes where it is mended", async ({
  stack,
  database,
  provider,
  openBrowser,
}) => {
  const { page } = await openBrowser();
  const { student } = stack.urls;
  const invited = await seededSession(database, "zoe", "lab-template", 2);
  await openSignedIn(page, `${student}/labs`, accountOf(stack, "zoe"));

  const list = page.getByRole("list", { name: "Ready for a lab?" });
  const line = (text: string) => list.getByRole("listitem").filter({ hasText: text });
  await test.step("the provider is silent, and an invitation waits", async () => {
    await provider.failFor([{ id: "silence", path: "^/rate_limit$", kind: "drop" }]);
    await page.goto(`${student}/me`);
    await untilLive(page);
    await expect(line("Your git account is linked")).toBeVisible();
    await expect(line("The git provider does not answer")).toContainText("Nothing is lost");
    await expect(line("An invitation waits for you")).toBeVisible();
    await provider.mend();
    await lookAt(page, "student-account-not-ready", { widths });
  });

  await test.step("the provider answers again", async () => {
    await page.getByRole("button", { name: "Look again" }).click();
    await expect(line("The git provider answers")).toBeVisible();
    await expect(line("does not answer")).toHaveCount(0);
  });

  await test.step("the invitation leads to its session, where it can be accepted", async () => {
    await line("An invitation waits for you").getByRole("link").click();
    await page.waitForURL(`${student}/sessions/${invited}`);
    await expect(page.getByRole("button", { name: "Accept the invitation" })).toBeVisible();
  });
});
