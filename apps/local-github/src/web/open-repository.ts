import { roleOf } from "../access/repository-role.ts";
import { lookUpRepository } from "../api/find-repository.ts";
import type { LocalGithub } from "../local-github.ts";
import { fullName, type OwnedRepository } from "../shapes/repository.ts";
import { sendMessage } from "./layout.ts";
import type { PageContext } from "./page-types.ts";

/** The repository of the address if this browser may see it; a redirect when it has another name by now. */
export function openRepository(
  github: LocalGithub,
  c: PageContext,
): OwnedRepository | Response | undefined {
  const { user } = c.var.browser;
  const found = lookUpRepository(
    github,
    c.req.param("owner") ?? "",
    (c.req.param("repo") ?? "").replace(/\.git$/, ""),
  );
  if (!found) return undefined;
  const { owned, moved } = found;
  const { repository } = owned;
  const sees = user ? roleOf(github, repository, user) !== null : !repository.private;
  if (!sees) {
    const invited = user && github.store.collaborators.pendingInvitation(repository.id, user.id);
    return invited ? c.redirect(`/${fullName(owned)}/invitations`, 303) : undefined;
  }
  if (!moved) return owned;
  const rest = c.req.path.split("/").slice(3).join("/");
  return c.redirect(`/${fullName(owned)}${rest ? `/${rest}` : ""}`, 301);
}

/** The answer for what is not there, or not for this person: the two look the same. */
export function missing(github: LocalGithub, c: PageContext): Response | Promise<Response> {
  const { user } = c.var.browser;
  if (!user) return c.redirect(`/login?return_to=${encodeURIComponent(c.req.path)}`, 303);
  return sendMessage(
    github,
    c,
    404,
    "This page does not exist",
    `The address may be wrong, or ${user.login} has no access. Signing in as somebody else can help.`,
  );
}
