import { z } from "zod";
import { permissions } from "../access/permission.ts";
import { requirePerson } from "../access/require-person.ts";
import { administer, readAdministration } from "../access/require-repository.ts";
import type { LocalGithub } from "../local-github.ts";
import { acceptInvitation } from "../repositories/invite-collaborator.ts";
import { invitationShape } from "../shapes/invitation.ts";
import type { Invitation } from "../store/collaborators.ts";
import { ApiError, notFound } from "./api-error.ts";
import type { Api, ApiContext } from "./api-types.ts";
import { repositoryById, requireRepository } from "./find-repository.ts";
import { paginate } from "./paging.ts";
import { readBody } from "./read-body.ts";
import { sendJson, sendNothing } from "./send.ts";

const Change = z.object({ permissions: z.enum(permissions) });

/** Open invitations: of a repository (for who administers it) and of a person (to accept or decline). */
export function mountInvitations(api: Api, github: LocalGithub): void {
  const { store, urls } = github;
  const { collaborators } = store;

  function shape(invitation: Invitation) {
    const owned = repositoryById(github, invitation.repository_id);
    if (!owned) return [];
    const invitee = store.accounts.byId(invitation.invitee_id);
    const inviter = store.accounts.byId(invitation.inviter_id);
    return [invitationShape(invitation, owned, invitee, inviter, urls)];
  }

  function requireOf(c: ApiContext, repositoryId: number): Invitation {
    const invitation = collaborators.invitation(Number(c.req.param("id")));
    if (invitation?.repository_id !== repositoryId) throw notFound();
    return invitation;
  }

  function requireMine(c: ApiContext): Invitation {
    const { account } = requirePerson(c.var.caller);
    const invitation = collaborators.invitation(Number(c.req.param("id")));
    if (invitation?.invitee_id !== account.id) throw notFound();
    return invitation;
  }

  api.get("/repos/:owner/:repo/invitations", (c) => {
    const { repository } = requireRepository(github, c, { ...readAdministration, role: "admin" });
    return sendJson(c, paginate(c, collaborators.invitationsTo(repository.id)).flatMap(shape));
  });
  api.patch("/repos/:owner/:repo/invitations/:id{[0-9]+}", async (c) => {
    const { repository } = requireRepository(github, c, administer);
    const invitation = requireOf(c, repository.id);
    const body = await readBody(c, "RepositoryInvitation", Change);
    const [changed] = shape(
      collaborators.changeInvitation(invitation.id, body.permissions) ?? invitation,
    );
    if (!changed) throw notFound();
    return sendJson(c, changed);
  });
  api.delete("/repos/:owner/:repo/invitations/:id{[0-9]+}", (c) => {
    const { repository } = requireRepository(github, c, administer);
    collaborators.removeInvitation(requireOf(c, repository.id).id);
    return sendNothing(c);
  });

  api.get("/user/repository_invitations", (c) => {
    const { account } = requirePerson(c.var.caller);
    return sendJson(c, paginate(c, collaborators.invitationsOf(account.id)).flatMap(shape));
  });
  api.patch("/user/repository_invitations/:id{[0-9]+}", (c) => {
    const invitation = requireMine(c);
    const { account } = requirePerson(c.var.caller);
    const owned = repositoryById(github, invitation.repository_id);
    if (!owned) throw notFound();
    if (!acceptInvitation(github, owned, invitation, account))
      throw new ApiError(409, "The invitation has expired.");
    return sendNothing(c);
  });
  api.delete("/user/repository_invitations/:id{[0-9]+}", (c) => {
    collaborators.removeInvitation(requireMine(c).id);
    return sendNothing(c);
  });
}
