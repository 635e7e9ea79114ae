import { isAdmitted } from "../access/is-admitted.ts";
import { lookUpRepository } from "../api/find-repository.ts";
import type { LocalGithub } from "../local-github.ts";
import type { Cost } from "./request-limits.ts";

const repository = "/repos/([^/]+)/([^/]+)";
const invites = new RegExp(`^${repository}/collaborators/([^/]+)$`);
const creates = [
  new RegExp(`^POST ${repository}/(?:generate|statuses/[^/]+|check-runs)$`),
  /^POST \/(?:orgs\/[^/]+|user)\/repos$/,
  new RegExp(`^(?:PUT|DELETE) ${repository}/contents/`),
];

/** Whether a request creates content as GitHub counts it, or invites somebody who has no access yet. */
export function costOfRequest(github: LocalGithub, method: string, path: string): Cost {
  if (method === "GET") return null;
  if (creates.some((expression) => expression.test(`${method} ${path}`))) return "creation";
  const [, owner = "", name = "", login = ""] = (method === "PUT" && invites.exec(path)) || [];
  const found = login === "" ? undefined : lookUpRepository(github, owner, name);
  const person = github.store.accounts.byLogin(login);
  if (!found || !person) return null;
  const { collaborators } = github.store;
  const { repository: asked, owner: account } = found.owned;
  const isInside =
    isAdmitted(github, account.id, person.id) ||
    collaborators.permission(asked.id, person.id) !== undefined ||
    collaborators.pendingInvitation(asked.id, person.id) !== undefined;
  return isInside ? null : "invitation";
}
