import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestGithub, statusOf, type TestGithub } from "../testing/start-test-github.ts";

let test: TestGithub;
beforeAll(async () => {
  test = await startTestGithub();
});
afterAll(() => test.close());

const put = "PUT /repos/{owner}/{repo}/collaborators/{username}";
const accept = "PATCH /user/repository_invitations/{invitation_id}";

describe("inviteCollaborator", () => {
  it("invites somebody from outside; access begins when they accept, and is announced", async () => {
    const repository = await test.generate("invited");
    const octokit = await test.installation();
    const place = { owner: "forgea", repo: "invited" };
    const { status, data } = await octokit.request(put, {
      ...place,
      username: "mia",
      permission: "push",
    });
    expect(status).toBe(201);
    expect(data).toMatchObject({
      permissions: "write",
      expired: false,
      invitee: { login: "mia" },
      inviter: { login: "forgea[bot]" },
      html_url: `${test.url}/forgea/invited/invitations`,
      repository: { id: repository.id },
    });
    const mia = test.as("mia");
    expect(await statusOf(mia.request("GET /repos/{owner}/{repo}", place))).toBe(404);
    const mine = await mia.request("GET /user/repository_invitations");
    expect(mine.data.map((one) => one.id)).toEqual([data?.id]);
    const open = await octokit.request("GET /repos/{owner}/{repo}/invitations", place);
    expect(open.data.map((one) => one.id)).toEqual([data?.id]);

    expect((await mia.request(accept, { invitation_id: Number(data?.id) })).status).toBe(204);
    const { data: seen } = await mia.request("GET /repos/{owner}/{repo}", place);
    expect(seen.permissions).toEqual({
      admin: false,
      maintain: false,
      push: true,
      triage: true,
      pull: true,
    });
    const member = await test.receiver.waitFor((one) => one.event === "member");
    expect(member.payload).toMatchObject({
      action: "added",
      member: { id: 2001 },
      repository: { id: repository.id },
    });
    expect(
      (await octokit.request(put, { ...place, username: "mia", permission: "push" })).status,
    ).toBe(204);
    const { data: permission } = await octokit.request(
      "GET /repos/{owner}/{repo}/collaborators/{username}/permission",
      { ...place, username: "mia" },
    );
    expect(permission).toMatchObject({ permission: "write", role_name: "write" });
  });

  it("returns the open invitation when asked again", async () => {
    await test.generate("twice");
    const octokit = await test.installation();
    const ask = { owner: "forgea", repo: "twice", username: "mia", permission: "push" as const };
    const first = await octokit.request(put, ask);
    const second = await octokit.request(put, ask);
    expect([second.status, second.data?.id]).toEqual([201, first.data?.id]);
  });

  it("needs no invitation for an owner of the organisation", async () => {
    await test.generate("owned");
    const octokit = await test.installation();
    expect(
      (await octokit.request(put, { owner: "forgea", repo: "owned", username: "ada" })).status,
    ).toBe(204);
  });

  it("lets nobody accept the invitation of somebody else", async () => {
    await test.generate("not-yours");
    const octokit = await test.installation();
    const { data } = await octokit.request(put, {
      owner: "forgea",
      repo: "not-yours",
      username: "mia",
    });
    expect(
      await statusOf(test.as("noah").request(accept, { invitation_id: Number(data?.id) })),
    ).toBe(404);
    expect(await statusOf(octokit.request(accept, { invitation_id: Number(data?.id) }))).toBe(403);
  });

  it("can be declined and withdrawn, and access can be taken away", async () => {
    await test.generate("changing");
    const octokit = await test.installation();
    const place = { owner: "forgea", repo: "changing" };
    const mia = test.as("mia");
    const declined = await octokit.request(put, { ...place, username: "mia" });
    await mia.request("DELETE /user/repository_invitations/{invitation_id}", {
      invitation_id: Number(declined.data?.id),
    });
    const withdrawn = await octokit.request(put, { ...place, username: "mia" });
    expect(withdrawn.data?.id).not.toBe(declined.data?.id);
    await octokit.request("DELETE /repos/{owner}/{repo}/invitations/{invitation_id}", {
      ...place,
      invitation_id: Number(withdrawn.data?.id),
    });
    expect(await statusOf(mia.request(accept, { invitation_id: Number(withdrawn.data?.id) }))).toBe(
      404,
    );

    const accepted = await octokit.request(put, { ...place, username: "mia" });
    await mia.request(accept, { invitation_id: Number(accepted.data?.id) });
    await octokit.request("DELETE /repos/{owner}/{repo}/collaborators/{username}", {
      ...place,
      username: "mia",
    });
    await test.receiver.waitFor(
      (one) => one.event === "member" && one.payload["action"] === "removed",
    );
    expect(await statusOf(mia.request("GET /repos/{owner}/{repo}", place))).toBe(404);
  });

  it("answers 404 for a person who does not exist", async () => {
    await test.generate("nobody");
    const octokit = await test.installation();
    expect(
      await statusOf(octokit.request(put, { owner: "forgea", repo: "nobody", username: "no-one" })),
    ).toBe(404);
  });
});
