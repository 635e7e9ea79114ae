import { html } from "hono/html";
import type { LocalGithub } from "../local-github.ts";
import type { Account } from "../store/accounts.ts";
import { textOf } from "./form-text.ts";
import { accountList } from "./account-list.ts";
import { isOwnForm, signIn, signOut } from "./browser-session.ts";
import { sendMessage, sendPage, tokenField } from "./layout.ts";
import type { PageContext, Pages } from "./page-types.ts";

/** Sign in and out. With the account chooser a person is picked; without it a personal access token says who it is. */
export function mountSignIn(pages: Pages, github: LocalGithub): void {
  pages.get("/login", (c) => showSignIn(github, c, ownPath(c.req.query("return_to")), null));

  pages.post("/login", async (c) => {
    const form = await c.req.parseBody();
    if (!isOwnForm(github, c, form["form_token"])) return foreignForm(github, c);
    const returnTo = ownPath(textOf(form["return_to"]));
    const user = chosenAccount(github, form["account"]) ?? accountOfToken(github, form["token"]);
    if (!user)
      return showSignIn(github, c, returnTo, "That token is not known here. Nothing was changed.");
    signIn(github, c, user);
    return c.redirect(returnTo, 303);
  });

  pages.post("/logout", async (c) => {
    const form = await c.req.parseBody();
    if (!isOwnForm(github, c, form["form_token"])) return foreignForm(github, c);
    signOut(github, c);
    return c.redirect("/login", 303);
  });
}

/** The answer to a form that did not come from a page of this browser. */
export function foreignForm(github: LocalGithub, c: PageContext): Promise<Response> {
  return sendMessage(
    github,
    c,
    403,
    "This page was open too long",
    "The form did not come from this browser, or you signed in or out in another tab. Nothing was changed. Go back, load the page again and repeat the last step.",
  );
}

/** The person of a chooser's button; nobody when the chooser is off. */
export function chosenAccount(github: LocalGithub, value: unknown): Account | undefined {
  if (!github.accountChooser || typeof value !== "string" || !/^\d{1,15}$/.test(value))
    return undefined;
  const account = github.store.accounts.byId(Number(value));
  return account?.type === "User" ? account : undefined;
}

function accountOfToken(github: LocalGithub, value: unknown): Account | undefined {
  if (typeof value !== "string") return undefined;
  const token = github.store.tokens.find(value.trim(), Date.now());
  return token?.kind === "personal" ? github.store.accounts.byId(token.account_id ?? 0) : undefined;
}

/** A path on this server; anything else leads to the start page. */
function ownPath(value: string | undefined): string {
  return value !== undefined && /^\/(?![/\\])[\x21-\x7e]*$/.test(value) ? value : "/";
}

function showSignIn(
  github: LocalGithub,
  c: PageContext,
  returnTo: string,
  problem: string | null,
): Promise<Response> {
  const form = github.accountChooser
    ? html`<div class="card">${accountList(github.store.accounts.people(), "Sign in as")}</div>`
    : html`<div class="card pad"><label>Personal access token
<input type="password" name="token" autocomplete="current-password" required></label>
<button class="primary wide">Sign in</button></div>`;
  return sendPage(
    github,
    c,
    { title: "Sign in", narrow: true, ...(problem === null ? {} : { status: 422 as const }) },
    html`<div class="stack"><h1>Sign in</h1>
<p class="quiet">${github.accountChooser ? "Choose who you are. These are practice accounts on this computer." : "Sign in with a token of yours."}</p></div>
${problem === null ? "" : html`<div class="note bad" role="alert">${problem}</div>`}
<form method="post" action="/login">${tokenField(github, c)}
<input type="hidden" name="return_to" value="${returnTo}">${form}</form>`,
  );
}
