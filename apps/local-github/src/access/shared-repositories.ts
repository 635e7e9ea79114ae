import type { LocalGithub } from "../local-github.ts";
import type { Account } from "../store/accounts.ts";
import type { Repository } from "../store/repositories.ts";

/** The repositories that somebody was given a role in: their own, their organisations', and by invitation; oldest first. */
export function sharedRepositories(github: LocalGithub, user: Account): Repository[] {
  const { accounts, collaborators, repositories } = github.store;
  const owners = [user, ...accounts.organisationsOf(user.id)];
  const byId = new Map(
    owners.flatMap((owner) => repositories.ofOwner(owner.id)).map((one) => [one.id, one]),
  );
  for (const { repository_id: id } of collaborators.ofUser(user.id)) {
    const repository = byId.get(id) ?? repositories.byId(id);
    if (repository) byId.set(id, repository);
  }
  return [...byId.values()].toSorted((a, b) => a.id - b.id);
}
