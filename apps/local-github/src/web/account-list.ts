import { html } from "hono/html";
import type { Account } from "../store/accounts.ts";
import { avatar, type Markup } from "./layout.ts";

/** One button a person; the form around it says what choosing them does. */
export function accountList(accounts: Account[], verb: string): Markup {
  return html`<ul class="accounts">${accounts.map(
    (account) => html`<li><button class="account" name="account" value="${account.id}">
${avatar(account)}<span class="stack"><span>${verb} <strong>${account.name ?? account.login}</strong></span><span class="quiet small mono">${account.login}</span></span></button></li>`,
  )}</ul>`;
}
