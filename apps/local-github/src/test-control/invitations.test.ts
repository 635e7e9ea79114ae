import { type TestControl, testControlOf } from "@forgea/testing/test-control";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startControlledGithub } from "../testing/controlled-github.ts";
import { statusOf, type TestGithub } from "../testing/start-test-github.ts";

let test: TestGithub;
let control: TestControl;
beforeAll(async () => {
  test = await startControlledGithub();
  control = testControlOf(test.controlPlace);
});
afterAll(() => test.close());

const place = { owner: "forgea", repo: "inviting" };

describe("an invitation that nobody accepts", () => {
  it("expires after seven days: it is still listed, cannot be accepted, and a new one replaces it", async () => {
    await test.generate("inviting");
    const octokit = await test.installation();
    const invite = () =>
      octokit.request("PUT /repos/{owner}/{repo}/collaborators/{username}", {
        ...place,
        username: "mia",
      });
    const listed = async () =>
      (await octokit.request("GET /repos/{owner}/{repo}/invitations", place)).data.map(
        ({ id, expired }) => ({ id, expired }),
      );
    const accept = (invitation_id: number) =>
      statusOf(
        test
          .as("mia")
          .request("PATCH /user/repository_invitations/{invitation_id}", { invitation_id }),
      );

    const first = Number((await invite()).data?.id);
    await control.ageInvitations(6.9);
    expect(await listed()).toEqual([{ id: first, expired: false }]);
    await control.ageInvitations(0.2);
    expect(await listed()).toEqual([{ id: first, expired: true }]);
    expect(await accept(first)).toBe(409);

    const second = Number((await invite()).data?.id);
    expect(second).not.toBe(first);
    expect(await listed()).toEqual([{ id: second, expired: false }]);
    expect([await accept(first), await accept(second)]).toEqual([404, 204]);
  });
});
