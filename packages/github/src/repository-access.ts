import type { AccessGrant, AccessStanding, GitHubPort } from "@forgea/session/ports";
import type { Octokit } from "octokit";
import { Invitation, InvitationList } from "./answers.ts";
import { orNull } from "./or-null.ts";
import { toId } from "./read-repository.ts";

/** Invitations to a repository run out after seven days (GitHub's documentation). */
const invitationDays = 7;

type Call = <T>(what: string, work: (octokit: Octokit) => Promise<T>) => Promise<T>;

/** Who may work in a repository: the part of the port about collaborators and their invitations. */
export function accessTo(
  call: Call,
): Pick<GitHubPort, "inviteWriter" | "findAccess" | "cancelInvitation"> {
  return {
    inviteWriter: (owner, name, login) =>
      call("invite a student", async (octokit): Promise<AccessGrant> => {
        const response = await octokit.request(
          "PUT /repos/{owner}/{repo}/collaborators/{username}",
          { owner, repo: name, username: login, permission: "push" },
        );
        // 204: the person has access already; 201 carries the invitation.
        return response.status === 201
          ? toGrant(Invitation.parse(response.data))
          : { state: "ACCEPTED" };
      }),

    async findAccess(owner, name, login): Promise<AccessStanding> {
      const isCollaborator = await orNull(
        call("read a collaborator", (octokit) =>
          octokit.request("GET /repos/{owner}/{repo}/collaborators/{username}", {
            owner,
            repo: name,
            username: login,
          }),
        ),
      );
      if (isCollaborator !== null) return { state: "ACCEPTED" };
      const invitations = await call("list invitations", async (octokit) => {
        const { data } = await octokit.request("GET /repos/{owner}/{repo}/invitations", {
          owner,
          repo: name,
          per_page: 100,
        });
        return InvitationList.parse(data);
      });
      const theirs = invitations.find(
        ({ invitee, expired }) =>
          expired !== true && invitee?.login.toLowerCase() === login.toLowerCase(),
      );
      return theirs === undefined ? { state: "NONE" } : toGrant(theirs);
    },

    async cancelInvitation(owner, name, invitationId) {
      await orNull(
        call("take an invitation back", (octokit) =>
          octokit.request(`DELETE /repos/{owner}/{repo}/invitations/${invitationId}`, {
            owner,
            repo: name,
          }),
        ),
      );
    },
  };
}

function toGrant(invitation: { id: number | bigint; created_at: string }): AccessGrant {
  const created = new Date(invitation.created_at);
  const expiresAt = new Date(created.getTime() + invitationDays * 86_400_000);
  return { state: "INVITED", invitationId: toId(invitation.id), expiresAt };
}
