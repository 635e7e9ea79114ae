import type { components } from "@octokit/openapi-types";
import type { Account } from "../store/accounts.ts";
import { type Invitation, isExpired } from "../store/collaborators.ts";
import { fullName, minimalRepository, type OwnedRepository } from "./repository.ts";
import { isoTime, nodeId, type Urls } from "./urls.ts";
import { simpleUser } from "./user.ts";

/** An open invitation; `html_url` is the page on which the invited person accepts. */
export function invitationShape(
  invitation: Invitation,
  owned: OwnedRepository,
  invitee: Account | undefined,
  inviter: Account | undefined,
  urls: Urls,
): components["schemas"]["repository-invitation"] {
  return {
    id: invitation.id,
    node_id: nodeId("RepositoryInvitation", invitation.id),
    repository: minimalRepository(owned, urls, null),
    invitee: invitee ? simpleUser(invitee, urls) : null,
    inviter: inviter ? simpleUser(inviter, urls) : null,
    permissions: invitation.permission,
    created_at: isoTime(invitation.created_at),
    expired: isExpired(invitation, Date.now()),
    url: `${urls.api}/user/repository_invitations/${invitation.id}`,
    html_url: `${urls.web}/${fullName(owned)}/invitations`,
  };
}
