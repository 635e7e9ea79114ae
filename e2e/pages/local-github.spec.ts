import { lookAt, studentWidths as widths } from "../fixtures/look-at.ts";
import { accountOf } from "../fixtures/running-stack.ts";
import { seededSession } from "../fixtures/seeded-sessions.ts";
import { chooseAccount, openSignedIn } from "../fixtures/sign-in.ts";
import { expect, test } from "../fixtures/test.ts";

test("local-github: signing in, for itself and for an app", async ({ stack, openBrowser }) => {
  const { page, expectProblem } = await openBrowser();
  const { localGithub, student } = stack.urls;
  await page.goto(`${localGithub}/`);
  await lookAt(page, "provider-signed-out", { widths });
  await page.goto(`${localGithub}/login`);
  await lookAt(page, "provider-login", { widths });

  await page.goto(`${student}/sign-in`);
  await page.getByRole("button", { name: "Sign in with GitHub" }).click();
  await page.waitForURL(`${localGithub}/login/oauth/authorize?*`);
  await lookAt(page, "provider-authorize", { widths });
  await chooseAccount(page, accountOf(stack, "mia"));
  await page.waitForURL(`${student}/labs`);
  await page.goto(`${student}/api/auth/csrf`);
  await page.context().clearCookies({ name: "forgea-student.session" });
  await page.goto(`${student}/sign-in`);
  await page.getByRole("button", { name: "Sign in with GitHub" }).click();
  await expect(page.getByText("You are Mia Sørensen")).toBeVisible();
  await lookAt(page, "provider-authorize-again", { widths });

  expectProblem(/404/);
  await page.goto(`${localGithub}/forgea/nothing-of-this-name`);
  await lookAt(page, "provider-not-found", { widths });
});

test("local-github: repositories, tokens and an invitation", async ({
  stack,
  database,
  openBrowser,
}) => {
  const { localGithub, student } = stack.urls;
  const { page } = await openBrowser();
  await openSignedIn(page, `${student}/me`, accountOf(stack, "mia"));
  await page.goto(`${localGithub}/`);
  await lookAt(page, "provider-repositories", { widths });
  const mia = await repositoryOf(await seededSession(database, "mia", "lab-template"));
  await page.goto(`${localGithub}/${mia}`);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("lab-template");
  await lookAt(page, "provider-repository", { widths });
  await page.goto(`${localGithub}/settings/tokens`);
  await lookAt(page, "provider-tokens", { widths });

  const { page: zoePage } = await openBrowser();
  await openSignedIn(zoePage, `${student}/me`, accountOf(stack, "zoe"));
  const zoe = await repositoryOf(await seededSession(database, "zoe", "lab-template", 2));
  await zoePage.goto(`${localGithub}/${zoe}/invitations`);
  await expect(zoePage.getByRole("button", { name: "Accept invitation" })).toBeVisible();
  await lookAt(zoePage, "provider-invitation", { widths });

  async function repositoryOf(labSessionId: string) {
    const { name } = await database.one<{ name: string }>(
      "select name from github_repo_mappings where lab_session_id = $1",
      [labSessionId],
    );
    return `${stack.provider.organisation}/${name}`;
  }
});

test("The preview's own page", async ({ stack, openBrowser }) => {
  // It may run no script, not even axe's.
  const { page, expectProblem } = await openBrowser({ bypassCSP: true });
  expectProblem(/404/);
  await page.goto(`${stack.urls.preview}/`);
  await lookAt(page, "preview-nothing", { widths });
});
