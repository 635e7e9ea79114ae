import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestGithub, type TestGithub } from "../testing/start-test-github.ts";

let test: TestGithub;
beforeAll(async () => {
  test = await startTestGithub();
});
afterAll(() => test.close());

type Asked = { sort?: "created" | "updated" | "pushed" | "full_name"; direction?: "asc" | "desc" };

describe("a list of an organisation's repositories", () => {
  it("stands newest first, and is sorted as it is asked to be, names up and times down", async () => {
    await test.generate("b-first", "mia");
    await test.generate("a-second", "mia");
    const names = async (asked: Asked) => {
      const octokit = await test.installation();
      const { data } = await octokit.request("GET /orgs/{org}/repos", {
        org: "forgea",
        per_page: 100,
        ...asked,
      });
      return data.map(({ name }) => name).filter((name) => /^[ab]-/.test(name));
    };
    expect(await names({})).toEqual(["a-second", "b-first"]);
    expect(await names({ sort: "full_name" })).toEqual(["a-second", "b-first"]);
    expect(await names({ sort: "full_name", direction: "desc" })).toEqual(["b-first", "a-second"]);
    expect(await names({ sort: "created", direction: "asc" })).toEqual(["b-first", "a-second"]);

    const folder = await test.git.clone(test.cloneUrl("b-first", "mia"));
    await test.git.run(folder, "commit", "--quiet", "--allow-empty", "-m", "Work");
    await test.git.run(folder, "push", "--quiet");
    expect(await names({ sort: "pushed" })).toEqual(["b-first", "a-second"]);
    expect(await names({ sort: "pushed", direction: "asc" })).toEqual(["a-second", "b-first"]);
  });
});
