import { openSignedIn } from "../fixtures/sign-in.ts";
import {
  copyCloneCommand,
  liveBadge,
  receipts,
  startLab,
  untilLive,
} from "../fixtures/student-pages.ts";
import { expect, test } from "../fixtures/test.ts";

test("A student keeps the page open while the network drops", async ({
  stack,
  network,
  newStudent,
  openBrowser,
  workstationOf,
}) => {
  const student = await newStudent();
  const { page, expectProblem } = await openBrowser({ proxy: network.proxy });
  await openSignedIn(page, `${stack.urls.student}/labs/git-basics`, student);
  await untilLive(page);
  await startLab(page);
  const work = await (await workstationOf(student)).run(await copyCloneCommand(page));
  await work.commit("Before the network drops");
  await work.push();
  await expect(receipts(page)).toHaveCount(1);
  await page.evaluate(() => Object.assign(window, { notReloaded: true }));

  expectProblem(/net::ERR_/);
  // What is loaded when first asked for cannot come while there is no network.
  expectProblem(/Failed to load chunk/);
  network.cut();
  await expect(liveBadge(page)).toHaveText("Reconnecting");
  await work.commit("Unseen");
  await work.push();
  await work.commit("Unseen too");
  await work.push();
  await expect(liveBadge(page)).toHaveText(/^Stale since \d\d:\d\d/);
  await expect(receipts(page)).toHaveCount(1);

  network.mend();
  await untilLive(page);
  await expect(receipts(page)).toHaveCount(3);
  await expect(receipts(page)).toContainText(["Push 3", "Push 2", "Push 1"]);

  // What comes now arrives once, and so did what was missed.
  await work.commit("After it");
  await work.push();
  await expect(receipts(page)).toHaveCount(4);
  await expect(receipts(page)).toContainText(["Push 4", "Push 3", "Push 2", "Push 1"]);
  expect(await page.evaluate(() => "notReloaded" in window)).toBe(true);
});
