import { html } from "hono/html";
import type { LocalGithub } from "../local-github.ts";
import type { Account } from "../store/accounts.ts";
import { newSecret } from "../store/secrets.ts";
import { accountForms } from "../web/account-forms.ts";
import { isOwnForm, signIn } from "../web/browser-session.ts";
import { avatar, type Markup, sendMessage, sendPage, tokenField } from "../web/layout.ts";
import type { PageContext, Pages } from "../web/page-types.ts";
import { chosenAccount } from "../web/sign-in.ts";
import {
  type AuthorizationRequest,
  readAuthorizationRequest,
  redirectWith,
} from "./authorization-request.ts";

const CODE_LIFE_MS = 10 * 60 * 1000;
const path = "/login/oauth/authorize";
const passedOn = [
  "client_id",
  "redirect_uri",
  "scope",
  "state",
  "code_challenge",
  "code_challenge_method",
  "login",
];

/**
 * Where an app sends somebody to sign in. The page always says who they are going to be and lets
 * them be somebody else, because two apps in one browser share the cookie; it takes one click.
 */
export function mountAuthorize(pages: Pages, github: LocalGithub): void {
  pages.get(path, (c) => {
    const read = readAuthorizationRequest(github.config.app, (name) => c.req.query(name));
    if (!read.ok) return refuse(github, c, read);
    if (!c.var.browser.user && !github.accountChooser) {
      const url = new URL(c.req.url);
      return c.redirect(`/login?return_to=${encodeURIComponent(url.pathname + url.search)}`);
    }
    return showAuthorize(github, c, read.request, (name) => c.req.query(name));
  });

  pages.post(path, async (c) => {
    const form = await c.req.parseBody();
    const field = (name: string) => {
      const value = form[name];
      return typeof value === "string" ? value : undefined;
    };
    const read = readAuthorizationRequest(github.config.app, field);
    if (!read.ok) return refuse(github, c, read);
    // The page again, with nothing done: a first visit in two tabs at once leaves one of them with an old cookie.
    if (!isOwnForm(github, c, form["form_token"], true)) {
      const values = passedOn.flatMap((name) => {
        const value = field(name);
        return value === undefined ? [] : [[name, value] as [string, string]];
      });
      return c.redirect(`${path}?${new URLSearchParams(values).toString()}`, 303);
    }
    const { user: current } = c.var.browser;
    const user = field("account") === String(current?.id) ? current : chosenAccount(github, form);
    if (!user)
      return sendMessage(
        github,
        c,
        400,
        "Nobody was chosen",
        "Go back and choose an account. Nothing was changed.",
      );
    signIn(github, c, user);
    const code = newSecret("").slice(0, 20);
    github.store.signIns.saveCode(code, {
      user_id: user.id,
      redirect_uri: read.request.redirectUri,
      redirect_uri_given: Number(read.request.redirectUriGiven),
      code_challenge: read.request.codeChallenge,
      expires_at: Date.now() + CODE_LIFE_MS,
    });
    c.header("Cache-Control", "no-store");
    c.header("Referrer-Policy", "no-referrer");
    return c.redirect(redirectWith(read.request, { code }), 303);
  });
}

function refuse(
  github: LocalGithub,
  c: PageContext,
  read: Exclude<ReturnType<typeof readAuthorizationRequest>, { ok: true }>,
): Response | Promise<Response> {
  switch (read.reason) {
    case "unknown-client":
      return sendMessage(
        github,
        c,
        404,
        "This app is not known here",
        "The link that you followed names another app. Go back to where you came from and sign in from there.",
      );
    case "foreign-redirect":
      return sendMessage(
        github,
        c,
        400,
        "The app asked to be called back at an address that is not its own",
        "Nothing was sent anywhere. Whoever runs the app has to add the address to its callback URLs.",
      );
    case "bad-challenge":
      return c.redirect(
        redirectWith(read.request, {
          error: "invalid_request",
          error_description: "The code_challenge must be S256.",
        }),
      );
  }
}

function showAuthorize(
  github: LocalGithub,
  c: PageContext,
  request: AuthorizationRequest,
  value: (name: string) => string | undefined,
): Promise<Response> {
  const { app } = github.config;
  const { user } = c.var.browser;
  const target = new URL(request.redirectUri);
  const others = otherAccounts(github, user, request.loginHint);
  const cancel = redirectWith(request, {
    error: "access_denied",
    error_description: "The user has denied your application access.",
  });
  const passed = passedOn.map((name) => {
    const text = value(name);
    return text === undefined ? "" : html`<input type="hidden" name="${name}" value="${text}">`;
  });
  const fields = html`${tokenField(github, c, true)}${passed}`;
  const body = html`<div class="stack"><h1>Sign in to ${app.name}</h1>
<p class="quiet">${app.name} at <span class="mono">${target.host}</span> will know your name and email address, and see repositories that you share with it.</p></div>
<div>${user ? continueAs(user, fields) : ""}${accountsBelow(user, others, fields)}</div>
<p class="small"><a href="${cancel}">Cancel and go back to ${app.name}</a></p>`;
  return sendPage(
    github,
    c,
    { title: `Sign in to ${app.name}`, narrow: true, formTarget: target.origin },
    body,
  );
}

function continueAs(user: Account, fields: Markup): Markup {
  const name = user.name ?? user.login;
  return html`<form class="card pad" method="post" action="${path}">${fields}
<div class="line">${avatar(user)}<span class="stack"><span>You are <strong>${name}</strong></span><span class="quiet small mono">${user.login}</span></span></div>
<button class="primary wide" name="account" value="${user.id}">Continue as ${name}</button></form>`;
}

function accountsBelow(user: Account | null, others: Account[], fields: Markup): Markup {
  if (others.length === 0) return html``;
  const list = accountForms({ action: path, fields, accounts: others, verb: "Continue as" });
  return user ? html`<h2 class="spaced">Use another account</h2>${list}` : list;
}

function otherAccounts(github: LocalGithub, user: Account | null, hint: string | null): Account[] {
  if (!github.accountChooser) return [];
  const others = github.store.accounts.people().filter((account) => account.id !== user?.id);
  const isHinted = (account: Account) =>
    Number(account.login.toLowerCase() === hint?.toLowerCase());
  return others.toSorted((a, b) => isHinted(b) - isHinted(a));
}
