import { html } from "hono/html";
import type { LocalGithub } from "../local-github.ts";
import type { Account } from "../store/accounts.ts";
import { accountForms } from "./account-forms.ts";
import { isOwnForm, signIn, signOut } from "./browser-session.ts";
import { textOf } from "./form-text.ts";
import { sendMessage, sendPage, tokenField } from "./layout.ts";
import type { PageContext, Pages } from "./page-types.ts";

/** Sign in and out. With the account chooser a person is picked; without it a personal access token says who it is. */
export function mountSignIn(pages: Pages, github: LocalGithub): void {
  pages.get("/login", (c) => showSignIn(github, c, ownPath(c.req.query("return_to")), false));

  pages.post("/login", async (c) => {
    const form = await c.req.parseBody();
    if (!isOwnForm(github, c, form["form_token"], true)) return foreignForm(github, c);
    const returnTo = ownPath(textOf(form["return_to"]));
    const user = chosenAccount(github, form) ?? accountOfToken(github, form["token"]);
    if (!user) return showSignIn(github, c, returnTo, true);
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

/** The person of a chooser's button or login field; nobody when the chooser is off. */
export function chosenAccount(
  github: LocalGithub,
  form: Record<string, unknown>,
): Account | undefined {
  if (!github.accountChooser) return undefined;
  const { accounts } = github.store;
  const [id, login] = [textOf(form["account"]), textOf(form["login_name"]).trim()];
  const account = /^\d{1,15}$/.test(id) ? accounts.byId(Number(id)) : accounts.byLogin(login);
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
  failed: boolean,
): Promise<Response> {
  const chooser = github.accountChooser;
  const fields = html`${tokenField(github, c, true)}<input type="hidden" name="return_to" value="${returnTo}">`;
  const problem = chooser
    ? "There is nobody with that login here."
    : "That token is not known here.";
  return sendPage(
    github,
    c,
    { title: "Sign in", narrow: true, status: failed ? 422 : 200 },
    html`<div class="stack"><h1>Sign in</h1>
<p class="quiet">${chooser ? "Choose who you are. These are practice accounts on this computer." : "Sign in with a token of yours."}</p></div>
${failed ? html`<div class="note bad" role="alert">${problem} Nothing was changed.</div>` : ""}
<div>${
      chooser
        ? accountForms({
            action: "/login",
            fields,
            accounts: github.store.accounts.people(),
            verb: "Sign in as",
          })
        : html`<form class="card pad" method="post" action="/login">${fields}<label>Personal access token
<input type="password" name="token" autocomplete="current-password" required></label>
<button class="primary wide">Sign in</button></form>`
    }</div>`,
  );
}
