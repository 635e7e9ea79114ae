import { html } from "hono/html";
import type { Account } from "../store/accounts.ts";
import { avatar, type Markup } from "./layout.ts";

/** More people than this are not listed; they are named. */
const MAX_LISTED = 20;

export interface AccountForms {
  /** Where the forms are sent, and the hidden fields that each of them carries. */
  action: string;
  fields: Markup;
  accounts: Account[];
  /** What choosing does: "Sign in as". */
  verb: string;
}

/** One button a person. Of a whole class the first are listed, and a field takes the login of anybody else. */
export function accountForms({ action, fields, accounts, verb }: AccountForms): Markup {
  const unlisted = accounts.length - MAX_LISTED;
  return html`<form class="card" method="post" action="${action}">${fields}<ul class="accounts">${accounts
    .slice(0, MAX_LISTED)
    .map(
      (account) => html`<li><button class="account" name="account" value="${account.id}">
${avatar(account)}<span class="stack"><span>${verb} <strong>${account.name ?? account.login}</strong></span><span class="quiet small mono">${account.login}</span></span></button></li>`,
    )}</ul></form>${unlisted > 0 ? namedForm(action, fields, unlisted) : ""}`;
}

// A form of its own: Enter in a field presses the first button of its form, and that must not be a person's.
function namedForm(action: string, fields: Markup, unlisted: number): Markup {
  return html`<form class="card pad spaced-above" method="post" action="${action}">${fields}<div class="inline">
<label>One of ${unlisted} more: their login<input type="text" name="login_name" autocomplete="off" autocapitalize="none" spellcheck="false" required></label>
<button>Continue</button></div></form>`;
}
