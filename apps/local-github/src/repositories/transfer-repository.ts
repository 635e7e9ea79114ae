import type { LocalGithub } from "../local-github.ts";
import type { OwnedRepository } from "../shapes/repository.ts";
import { simpleUser, webhookOrganisation } from "../shapes/user.ts";
import type { Account } from "../store/accounts.ts";
import { queueRepositoryEvent } from "../webhooks/repository-events.ts";
import { NameTaken } from "./place-repository.ts";

/**
 * Gives a repository to another account. Its id stays, and its old name leads to it. Only the new
 * owner's installation hears of it, as on GitHub; the former one's loses it without a word. Throws NameTaken.
 */
export function transferRepository(
  github: LocalGithub,
  { repository: before, owner: former }: OwnedRepository,
  owner: Account,
  name: string,
  actor: Account,
): OwnedRepository {
  const { store, urls } = github;
  const repository = { ...before, owner_id: owner.id, name, updated_at: Date.now() };
  const from =
    former.type === "Organization"
      ? { organization: webhookOrganisation(former, urls) }
      : {
          user: {
            ...simpleUser(former, urls),
            gravatar_id: "",
            type: former.type,
            name: undefined,
            email: null,
          },
        };
  store.transaction(() => {
    if (store.repositories.byName(owner.id, name)) throw new NameTaken();
    store.repositories.update(before, repository);
    store.installations.forgetRepository(before.id);
    // The new owner needs no access by name; a person who gave it away keeps theirs.
    store.collaborators.revoke(before.id, owner.id);
    if (former.type === "User") store.collaborators.grant(before.id, former.id, "admin");
    const changes = { owner: { from } };
    queueRepositoryEvent(github, { repository, owner }, actor, { action: "transferred", changes });
  });
  github.webhooks.wake();
  return { repository, owner };
}
