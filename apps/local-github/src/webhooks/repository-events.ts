import type { components } from "@octokit/openapi-webhooks-types";
import type { Permission } from "../access/permission.ts";
import { legacyPermission } from "../access/permission.ts";
import type { LocalGithub } from "../local-github.ts";
import type { OwnedRepository } from "../shapes/repository.ts";
import { simpleUser } from "../shapes/user.ts";
import type { Account } from "../store/accounts.ts";
import { eventContext, queueEvent } from "./publish.ts";
import { webhookRepository } from "./repository-payload.ts";

type Schemas = components["schemas"];
type RepositoryEvent =
  | Schemas["webhook-repository-created"]
  | Schemas["webhook-repository-deleted"]
  | Schemas["webhook-repository-renamed"]
  | Schemas["webhook-repository-edited"]
  | Schemas["webhook-repository-transferred"]
  | Schemas["webhook-repository-privatized"]
  | Schemas["webhook-repository-publicized"];
type MemberEvent =
  | Schemas["webhook-member-added"]
  | Schemas["webhook-member-edited"]
  | Schemas["webhook-member-removed"];

type Own<Event> = Event extends unknown
  ? Omit<Event, "repository" | "sender" | "organization" | "installation">
  : never;

/** Queues a `repository` event (created, deleted, renamed, transferred, edited, privatized, publicized). */
export function queueRepositoryEvent(
  github: LocalGithub,
  owned: OwnedRepository,
  sender: Account,
  own: Own<RepositoryEvent>,
): void {
  const payload = {
    ...own,
    repository: webhookRepository(owned, github.urls),
    ...eventContext(github, owned, sender),
  };
  queue(github, "repository", owned, payload);
}

/** Queues a `member` event: somebody got access to a repository, got another role, or lost it. */
export function queueMemberEvent(
  github: LocalGithub,
  owned: OwnedRepository,
  sender: Account,
  member: Account,
  change: { action: "added" | "edited"; permission: Permission } | { action: "removed" },
): void {
  const shape = simpleUser(member, github.urls);
  const common = {
    member: { ...shape, name: undefined, email: undefined, gravatar_id: "", type: member.type },
    repository: webhookRepository(owned, github.urls),
    ...eventContext(github, owned, sender),
  };
  queue(github, "member", owned, memberPayload(common, change));
}

type MemberCommon = Omit<Schemas["webhook-member-removed"], "action">;

function memberPayload(
  common: MemberCommon,
  change: { action: "added" | "edited"; permission: Permission } | { action: "removed" },
): MemberEvent {
  if (change.action === "removed") return { action: "removed", ...common };
  const legacy = legacyPermission(change.permission);
  const to = legacy === "none" ? "read" : legacy;
  if (change.action === "edited") {
    return { action: "edited", ...common, changes: { permission: { from: null, to } } };
  }
  return {
    action: "added",
    ...common,
    changes: { permission: { to }, role_name: { to: change.permission } },
  };
}

function queue(
  github: LocalGithub,
  event: string,
  owned: OwnedRepository,
  payload: RepositoryEvent | MemberEvent,
): void {
  queueEvent(github, {
    event,
    action: payload.action,
    accountId: owned.owner.id,
    repositoryId: owned.repository.id,
    payload,
  });
}
