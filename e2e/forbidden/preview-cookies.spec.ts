import { accountOf } from "../fixtures/running-stack.ts";
import { openSignedIn } from "../fixtures/sign-in.ts";
import { expect, test } from "../fixtures/test.ts";

test("The preview origin never receives a cookie", async ({ stack, newStudent, openBrowser }) => {
  const { page, context, expectProblem } = await openBrowser();
  await openSignedIn(page, `${stack.urls.student}/me`, await newStudent());
  await openSignedIn(page, `${stack.urls.admin}/account`, accountOf(stack, "ada-admin"));
  const names = (await context.cookies()).map(({ name }) => name);
  expect(names).toEqual(
    expect.arrayContaining([
      "forgea-student.session",
      "forgea-admin.session",
      "local-github.session",
    ]),
  );

  expectProblem(/404/);
  // The page is a sandbox that runs no script, not even the browser's remote control's.
  expectProblem(/Blocked script execution/);
  const asked: { url: string; cookie: string | undefined }[] = [];
  for (const path of ["/health", "/", "/p/some-token/index.html"]) {
    const answer = await page.goto(`${stack.urls.preview}${path}`);
    const sent = await answer?.request().allHeaders();
    expect(sent?.["host"]).toBe(new URL(stack.urls.preview).host);
    asked.push({ url: path, cookie: sent?.["cookie"] });
    expect(await answer?.headerValue("set-cookie")).toBeNull();
  }
  expect(asked.map(({ cookie }) => cookie)).toEqual([undefined, undefined, undefined]);
  expect(await context.cookies(stack.urls.preview)).toEqual([]);

  // The same browser does send them to the apps: the test would notice.
  const own = await page.goto(`${stack.urls.student}/me`);
  expect((await own?.request().allHeaders())?.["cookie"]).toContain("forgea-student.session");
});
