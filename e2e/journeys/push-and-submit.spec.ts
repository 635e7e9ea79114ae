import { whileWorkerPauses } from "../fixtures/pause-worker.ts";
import { openSignedIn } from "../fixtures/sign-in.ts";
import {
  copyCloneCommand,
  receipts,
  startLab,
  statusOf,
  submitCommit,
  untilLive,
} from "../fixtures/student-pages.ts";
import { expect, test } from "../fixtures/test.ts";

test("A student who pushes and submits at once has that push counted", async ({
  stack,
  database,
  newStudent,
  openBrowser,
  workstationOf,
}) => {
  const student = await newStudent();
  const { page } = await openBrowser();
  await openSignedIn(page, `${stack.urls.student}/labs/git-basics`, student);
  await untilLive(page);
  const id = await startLab(page);
  const work = await (await workstationOf(student)).run(await copyCloneCommand(page));
  const commit = await work.commit("All of it");

  // The worker stands still, so the push is still unknown here when it is submitted.
  await whileWorkerPauses(stack, database, async () => {
    await work.push();
    await submitCommit(page, commit);
    await expect(statusOf(page)).toHaveText("Submitted");
    expect(await snapshots()).toEqual([]);
  });

  await expect(receipts(page)).toHaveCount(1);
  await expect(receipts(page).first()).toContainText("Counted");
  await expect(receipts(page).first()).toContainText("Handed in");
  // The label and the commit stand side by side in one line.
  const handedIn = page.getByText(/^Handed in:/).locator("..");
  await expect(handedIn).toContainText(commit.slice(0, 7));
  expect(await snapshots()).toEqual([
    { commit_sha: commit, counted: true, not_counted_reason: null },
  ]);

  function snapshots() {
    return database.rows(
      "select commit_sha, counted, not_counted_reason from snapshots where lab_session_id = $1",
      [id],
    );
  }
});
