import { type Access, type Need, requireAccess } from "../access/require-repository.ts";
import type { LocalGithub } from "../local-github.ts";
import type { OwnedRepository } from "../shapes/repository.ts";
import { ApiError, notFound } from "./api-error.ts";
import type { ApiContext } from "./api-types.ts";

/** The repository of a name, and whether it has another name by now. */
export function lookUpRepository(
  github: LocalGithub,
  ownerLogin: string,
  name: string,
): { owned: OwnedRepository; moved: boolean } | undefined {
  const owner = github.store.accounts.byLogin(ownerLogin);
  if (!owner) return undefined;
  const current = github.store.repositories.byName(owner.id, name);
  if (current) return { owned: { repository: current, owner }, moved: false };
  const former = github.store.repositories.byFormerName(owner.id, name);
  // It may have been given to somebody else since.
  const owned = former && repositoryById(github, former.id);
  return owned && { owned, moved: true };
}

/** A repository by its id, with its owner. */
export function repositoryById(github: LocalGithub, id: number): OwnedRepository | undefined {
  const repository = github.store.repositories.byId(id);
  const owner = repository && github.store.accounts.byId(repository.owner_id);
  return repository && owner && { repository, owner };
}

/**
 * The repository of `:owner/:repo`, when the caller may do what the endpoint does. A former name
 * answers with a redirect to the id (301, or 307 where the method must stay), as on GitHub.
 */
export function requireRepository(github: LocalGithub, c: ApiContext, need: Need): Access {
  const found = lookUpRepository(github, c.req.param("owner") ?? "", c.req.param("repo") ?? "");
  if (!found) throw notFound();
  const access = requireAccess(github, c.var.caller, found.owned, need);
  if (!found.moved) return access;
  const url = new URL(c.req.url);
  const rest = url.pathname.replace(/^\/api\/v3\/repos\/[^/]+\/[^/]+/, "");
  const location = `${github.urls.api}/repositories/${access.repository.id}${rest}${url.search}`;
  throw new ApiError(c.req.method === "GET" ? 301 : 307, "Moved Permanently", {
    headers: { Location: location },
  });
}
