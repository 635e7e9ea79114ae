import { createHmac, timingSafeEqual } from "node:crypto";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import type { LocalGithub } from "../local-github.ts";
import type { Account } from "../store/accounts.ts";
import { newSecret } from "../store/secrets.ts";
import type { PageContext } from "./page-types.ts";

/** Ports do not separate cookies, so the names say whose they are. */
const SESSION_COOKIE = "local-github.session";
const FORM_COOKIE = "local-github.csrf";
const LIFE_SECONDS = 30 * 24 * 3600;

export interface BrowserSession {
  /** Who is signed in, and the secret that says so. */
  user: Account | null;
  secret: string | null;
  /** Stays the same whoever signs in, so that a form in another tab keeps working. */
  formSecret: string;
}

/** Who uses this browser. A browser that comes for the first time gets its form cookie here. */
export function readBrowserSession(github: LocalGithub, c: PageContext): BrowserSession {
  const secret = wellFormed(getCookie(c, SESSION_COOKIE));
  const id = secret === null ? undefined : github.store.signIns.sessionUser(secret, Date.now());
  const user = id === undefined ? undefined : github.store.accounts.byId(id);
  const formSecret =
    wellFormed(getCookie(c, FORM_COOKIE)) ?? giveCookie(github, c, FORM_COOKIE, newSecret(""));
  return { user: user ?? null, secret, formSecret };
}

/** Signs a person in under a new secret, so that a planted cookie is worth nothing. */
export function signIn(github: LocalGithub, c: PageContext, user: Account): void {
  const { browser } = c.var;
  if (browser.user?.id === user.id) return;
  if (browser.secret !== null) github.store.signIns.endSession(browser.secret);
  const secret = giveCookie(github, c, SESSION_COOKIE, newSecret(""));
  github.store.signIns.saveSession(secret, user.id, Date.now() + LIFE_SECONDS * 1000);
  c.set("browser", { ...browser, secret, user });
}

/** Signs out, here and for whoever may have copied the cookie. */
export function signOut(github: LocalGithub, c: PageContext): void {
  const { browser } = c.var;
  if (browser.secret !== null) github.store.signIns.endSession(browser.secret);
  deleteCookie(c, SESSION_COOKIE, { path: "/" });
  c.set("browser", { ...browser, secret: null, user: null });
}

/**
 * The hidden field that a form must bring back. `whoever` forms name the person themselves and stay
 * good when somebody else signs in; all others are good only for whom they were made.
 */
export function formToken(github: LocalGithub, browser: BrowserSession, whoever = false): string {
  const person = whoever ? "whoever" : String(browser.user?.id ?? "nobody");
  return createHmac("sha256", github.store.settings.formKey())
    .update(`form ${browser.formSecret} ${person}`)
    .digest("hex");
}

/** Whether a form was sent from a page of ours, by this browser. */
export function isOwnForm(
  github: LocalGithub,
  c: PageContext,
  token: unknown,
  whoever = false,
): boolean {
  const origin = c.req.header("origin");
  const own = [new URL(c.req.url).origin, new URL(github.urls.web).origin];
  if (origin !== undefined && !own.includes(origin)) return false;
  const expected = Buffer.from(formToken(github, c.var.browser, whoever));
  const given = Buffer.from(typeof token === "string" ? token : "");
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function wellFormed(value: string | undefined): string | null {
  return value !== undefined && /^\w{36,64}$/.test(value) ? value : null;
}

function giveCookie(github: LocalGithub, c: PageContext, name: string, secret: string): string {
  setCookie(c, name, secret, {
    httpOnly: true,
    sameSite: "Lax",
    path: "/",
    secure: github.urls.web.startsWith("https:"),
    maxAge: LIFE_SECONDS,
  });
  return secret;
}
