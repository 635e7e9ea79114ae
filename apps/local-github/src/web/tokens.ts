import { html } from "hono/html";
import type { LocalGithub } from "../local-github.ts";
import type { Account } from "../store/accounts.ts";
import { newSecret } from "../store/secrets.ts";
import type { Token } from "../store/tokens.ts";
import { isOwnForm } from "./browser-session.ts";
import { textOf } from "./form-text.ts";
import { type Markup, sendMessage, sendPage, tokenField } from "./layout.ts";
import type { PageContext, Pages } from "./page-types.ts";
import { foreignForm } from "./sign-in.ts";
import { time } from "./time.ts";

const page = "/settings/tokens";

/** A person's access tokens: list, make (shown once), revoke. git takes one as password. */
export function mountTokens(pages: Pages, github: LocalGithub): void {
  pages.get(page, (c) => withUser(c, (user) => show(github, c, user, null)));

  pages.post(page, (c) =>
    withUser(c, async (user) => {
      const form = await c.req.parseBody();
      if (!isOwnForm(github, c, form["form_token"])) return foreignForm(github, c);
      const name = textOf(form["name"]).trim().slice(0, 80) || "Token";
      const secret = newSecret("ghp_");
      github.store.tokens.add(secret, {
        kind: "personal",
        account_id: user.id,
        name,
        created_at: Date.now(),
      });
      return show(github, c, user, secret);
    }),
  );

  pages.post(`${page}/:id{[0-9]+}/revoke`, (c) =>
    withUser(c, async (user) => {
      const form = await c.req.parseBody();
      if (!isOwnForm(github, c, form["form_token"])) return foreignForm(github, c);
      const revoked = github.store.tokens.revokePersonal(Number(c.req.param("id")), user.id);
      if (!revoked)
        return sendMessage(
          github,
          c,
          404,
          "There is no such token",
          "It may have been revoked already.",
        );
      return c.redirect(page, 303);
    }),
  );

  function withUser(
    c: PageContext,
    work: (user: Account) => Response | Promise<Response>,
  ): Response | Promise<Response> {
    const { user } = c.var.browser;
    return user ? work(user) : c.redirect(`/login?return_to=${encodeURIComponent(page)}`, 303);
  }
}

function show(
  github: LocalGithub,
  c: PageContext,
  user: Account,
  made: string | null,
): Promise<Response> {
  const tokens = github.store.tokens.personalTokens(user.id);
  return sendPage(
    github,
    c,
    { title: "Access tokens" },
    html`<div class="stack"><h1>Access tokens</h1>
<p class="quiet">When git asks for a password, it wants one of these. The user name is <span class="mono">${user.login}</span>.</p></div>
${made === null ? "" : madeNote(made)}
<div class="card pad"><form class="inline" method="post" action="${page}">${tokenField(github, c)}
<label>What is it for<input type="text" name="name" maxlength="80" placeholder="My laptop" autocomplete="off"></label>
<button class="primary">Make a token</button></form></div>
${
  tokens.length === 0
    ? html`<p class="quiet">You have no token yet. Make one above to push over HTTPS.</p>`
    : html`<ul class="rows card" aria-label="Your tokens">${tokens.map((token) => row(github, c, token))}</ul>`
}`,
  );
}

function madeNote(made: string): Markup {
  return html`<div class="note" role="status"><p><strong>Copy your token now.</strong> It is not shown again.</p><code class="box">${made}</code></div>`;
}

function row(github: LocalGithub, c: PageContext, token: Token): Markup {
  const used =
    token.last_used_at === null ? "never used" : html`last used ${time(token.last_used_at)}`;
  return html`<li><span class="grow stack"><span>${token.name || "Token"}</span>
<span class="quiet small"><span class="mono">…${token.hint}</span> · made ${time(token.created_at)} · ${used}</span></span>
${
  token.configured === 1
    ? html`<span class="tag">from the configuration</span>`
    : html`<form method="post" action="${page}/${token.id}/revoke">${tokenField(github, c)}<button class="danger" aria-label="Revoke ${token.name || "token"}">Revoke</button></form>`
}</li>`;
}
