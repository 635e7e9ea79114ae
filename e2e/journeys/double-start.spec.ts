import { providerAs } from "../fixtures/provider.ts";
import { openSignedIn } from "../fixtures/sign-in.ts";
import { copyCloneCommand, openLab, sessionIdOf, untilLive } from "../fixtures/student-pages.ts";
import { expect, test } from "../fixtures/test.ts";

test("A student who double-clicks Start gets one repository", async ({
  stack,
  database,
  newStudent,
  openBrowser,
}) => {
  const student = await newStudent();
  const { page, context } = await openBrowser();
  const lab = `${stack.urls.student}/labs/git-basics`;
  await openSignedIn(page, lab, student);
  await untilLive(page);
  const secondTab = await context.newPage();
  await openLab(secondTab, stack.urls.student, "git-basics");

  // Twice in each of two tabs, at once.
  await Promise.all(
    [page, secondTab].map(async (tab) => {
      await tab.getByRole("button", { name: "Start lab" }).dblclick();
      await tab.waitForURL("**/sessions/*");
    }),
  );
  const id = sessionIdOf(page);
  expect(sessionIdOf(secondTab)).toBe(id);
  const command = await copyCloneCommand(page);

  const sessions = await database.rows<{ id: string }>(
    `select s.id from lab_sessions s join github_accounts a on a.user_id = s.user_id
      where a.login = $1`,
    [student.login],
  );
  expect(sessions).toEqual([{ id }]);
  const intents = await database.rows<{ id: string }>(
    "select id from repository_intents where lab_session_id = $1",
    [id],
  );
  expect(intents).toHaveLength(1);
  const mappings = await database.rows<{ provider_repo_id: string }>(
    "select provider_repo_id from github_repo_mappings where lab_session_id = $1",
    [id],
  );
  expect(mappings).toHaveLength(1);

  const ours = (await allRepositories()).filter(
    ({ description }) => description === `forgea:${intents[0]?.id}`,
  );
  expect(ours.map((repository) => String(repository.id))).toEqual([mappings[0]?.provider_repo_id]);
  expect(command).toBe(`git clone ${ours[0]?.clone_url}`);
  // The student can open no other: nothing was made that no row knows.
  const shared = await allRepositories(student.login);
  expect(shared.map((repository) => repository.id)).toEqual([ours[0]?.id]);

  async function allRepositories(sharedWith?: string) {
    const found: Repository[] = [];
    const provider = providerAs(stack, sharedWith ?? "ada-admin");
    for (let page = 1; ; page += 1) {
      const path = `/orgs/${stack.provider.organisation}/repos?per_page=100&page=${page}`;
      const repositories = await provider.get<Repository[]>(path);
      found.push(...repositories);
      if (repositories.length < 100) return found;
    }
  }
});

type Repository = { id: number; description: string | null; clone_url: string };
