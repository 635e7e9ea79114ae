import { html } from "hono/html";
import { givenRole } from "../access/repository-role.ts";
import { lookUpRepository } from "../api/find-repository.ts";
import type { LocalGithub } from "../local-github.ts";
import { acceptInvitation } from "../repositories/invite-collaborator.ts";
import { fullName, type OwnedRepository } from "../shapes/repository.ts";
import { type Invitation, isExpired } from "../store/collaborators.ts";
import { isOwnForm } from "./browser-session.ts";
import { avatar, sendMessage, sendPage, tokenField } from "./layout.ts";
import type { PageContext, Pages } from "./page-types.ts";
import { foreignForm } from "./sign-in.ts";

const path = "/:owner/:repo/invitations";

/** Where an invited person accepts or declines. Everybody else learns nothing, not even that the repository exists. */
export function mountInvitation(pages: Pages, github: LocalGithub): void {
  pages.get(path, async (c) => {
    const { user } = c.var.browser;
    if (!user) return c.redirect(`/login?return_to=${encodeURIComponent(c.req.path)}`, 303);
    const found = find(c);
    if (!found) return nothingHere(c);
    const { owned, invitation } = found;
    if (!invitation) return c.redirect(`/${fullName(owned)}`, 303);
    return show(c, owned, invitation);
  });

  pages.post(path, async (c) => {
    const form = await c.req.parseBody();
    if (!isOwnForm(github, c, form["form_token"])) return foreignForm(github, c);
    const { user } = c.var.browser;
    const found = find(c);
    if (!user || !found) return nothingHere(c);
    const { owned, invitation } = found;
    if (!invitation) return c.redirect(`/${fullName(owned)}`, 303);
    if (form["answer"] === "decline") {
      github.store.collaborators.removeInvitation(invitation.id);
      return sendMessage(
        github,
        c,
        200,
        "Invitation declined",
        `You have no access to ${fullName(owned)}. Whoever invited you can invite you again.`,
      );
    }
    if (!acceptInvitation(github, owned, invitation, user)) return show(c, owned, invitation);
    return c.redirect(`/${fullName(owned)}`, 303);
  });

  function find(
    c: PageContext,
  ): { owned: OwnedRepository; invitation: Invitation | undefined } | undefined {
    const { user } = c.var.browser;
    const found = lookUpRepository(github, c.req.param("owner") ?? "", c.req.param("repo") ?? "");
    if (!user || !found) return undefined;
    const { owned } = found;
    const invitation = github.store.collaborators.pendingInvitation(owned.repository.id, user.id);
    const seesIt = invitation !== undefined || givenRole(github, owned.repository, user) !== null;
    return seesIt ? { owned, invitation } : undefined;
  }

  function nothingHere(c: PageContext): Promise<Response> {
    const { user } = c.var.browser;
    return sendMessage(
      github,
      c,
      404,
      "There is no invitation for you here",
      `You are signed in as ${user?.login ?? "nobody"}. If the invitation is for another account, sign out and sign in as that one.`,
    );
  }

  function show(c: PageContext, owned: OwnedRepository, invitation: Invitation): Promise<Response> {
    const inviter = github.store.accounts.byId(invitation.inviter_id);
    const expired = isExpired(invitation, Date.now());
    const may = invitation.permission === "read" ? "read it" : "read it and push to it";
    return sendPage(
      github,
      c,
      { title: `Invitation to ${fullName(owned)}`, narrow: true },
      html`<div class="card pad"><div class="line">${avatar(owned.owner)}<span class="quiet">${inviter?.login ?? owned.owner.login} invited you</span></div>
<h1>${fullName(owned)}</h1>
${
  expired
    ? html`<p class="quiet">This invitation has expired. Ask for a new one; nothing of yours is lost.</p>`
    : html`<p class="quiet">Accept to work in this repository. You will be able to ${may}.</p>
<form class="inline" method="post">${tokenField(github, c)}
<button class="primary" name="answer" value="accept">Accept invitation</button>
<button name="answer" value="decline">Decline</button></form>`
}</div>`,
    );
  }
}
