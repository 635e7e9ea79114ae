import { html, raw } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { LocalGithub } from "../local-github.ts";
import type { Account } from "../store/accounts.ts";
import { formToken } from "./browser-session.ts";
import type { PageContext } from "./page-types.ts";
import { styles, stylesHash } from "./styles.ts";

export type Markup = HtmlEscapedString | Promise<HtmlEscapedString>;

export interface PageOptions {
  title: string;
  status?: ContentfulStatusCode;
  narrow?: boolean;
  /** Another origin that a form's answer may lead to: browsers check redirects after a form too. */
  formTarget?: string;
}

/** Answers with a page. It may load nothing but its own style and pictures, and run no script. */
export async function sendPage(
  github: LocalGithub,
  c: PageContext,
  options: PageOptions,
  body: Markup,
): Promise<Response> {
  const { user } = c.var.browser;
  const formAction = ["'self'", options.formTarget].filter(Boolean).join(" ");
  c.header(
    "Content-Security-Policy",
    `default-src 'none'; style-src '${stylesHash}'; img-src 'self'; form-action ${formAction}; base-uri 'none'; frame-ancestors 'none'`,
  );
  // Not "no-referrer": with that, browsers send our own forms with `Origin: null`.
  c.header("Referrer-Policy", "same-origin");
  c.header("X-Content-Type-Options", "nosniff");
  c.header("Cache-Control", "no-store");
  return c.html(
    html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${options.title} · local-github</title>
<link rel="icon" href="/icon.svg">
<style>${raw(styles)}</style>
</head>
<body>
<a class="skip" href="#content">Skip to content</a>
<header class="top">
<a class="brand" href="/">local-github</a>
<span class="quiet small wide-only">git on this computer</span>
<div class="end">${user ? signedIn(github, c, user) : html`<a class="small" href="/login">Sign in</a>`}</div>
</header>
<main id="content" class="${options.narrow ? "narrow" : ""}">${body}</main>
</body>
</html>`,
    options.status ?? 200,
  );
}

function signedIn(github: LocalGithub, c: PageContext, user: Account): Markup {
  return html`<span class="small quiet wide-only">Signed in as <strong>${user.login}</strong></span>
<form method="post" action="/logout">${tokenField(github, c)}<button class="small">Sign out</button></form>`;
}

/** The hidden field that proves that a form is ours. */
export function tokenField(github: LocalGithub, c: PageContext, whoever = false): Markup {
  return html`<input type="hidden" name="form_token" value="${formToken(github, c.var.browser, whoever)}">`;
}

/** A small picture; the name beside it says who it is. */
export function avatar(account: Account): Markup {
  return html`<img class="avatar" src="/avatars/${account.id}" alt="" width="32" height="32">`;
}

/** A page that says what is wrong and what to do. */
export function sendMessage(
  github: LocalGithub,
  c: PageContext,
  status: ContentfulStatusCode,
  title: string,
  text: string,
): Promise<Response> {
  const body = html`<div class="card pad"><h1>${title}</h1><p class="quiet">${text}</p><p><a href="/">Go to the start page</a></p></div>`;
  return sendPage(github, c, { title, status, narrow: true }, body);
}
