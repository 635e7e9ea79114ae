import { createHmac, timingSafeEqual } from "node:crypto";
import { getCookie, setCookie } from "hono/cookie";
import type { LocalGithub } from "../local-github.ts";
import type { Account } from "../store/accounts.ts";
import { newSecret } from "../store/secrets.ts";
import type { PageContext } from "./page-types.ts";

/** Ports do not separate cookies, so the name says whose it is. */
export const SESSION_COOKIE = "local-github.session";
const LIFE_SECONDS = 30 * 24 * 3600;

export interface BrowserSession {
  /** The secret in the cookie; also browsers that nobody has signed in with have one, for their forms. */
  secret: string;
  user: Account | null;
}

/** Who uses this browser. A browser that comes for the first time gets its cookie here. */
export function readBrowserSession(github: LocalGithub, c: PageContext): BrowserSession {
  const secret = getCookie(c, SESSION_COOKIE);
  if (secret === undefined || !/^\w{36,64}$/.test(secret)) {
    return { secret: giveCookie(github, c), user: null };
  }
  const id = github.store.signIns.sessionUser(secret, Date.now());
  return { secret, user: (id !== undefined && github.store.accounts.byId(id)) || null };
}

/** Signs a person in under a new secret, so that a planted cookie is worth nothing. */
export function signIn(github: LocalGithub, c: PageContext, user: Account): void {
  const { browser } = c.var;
  if (browser.user?.id === user.id) return;
  github.store.signIns.endSession(browser.secret);
  const secret = giveCookie(github, c);
  github.store.signIns.saveSession(secret, user.id, Date.now() + LIFE_SECONDS * 1000);
  c.set("browser", { secret, user });
}

/** Signs out; the browser gets a fresh cookie for its next forms. */
export function signOut(github: LocalGithub, c: PageContext): void {
  github.store.signIns.endSession(c.var.browser.secret);
  c.set("browser", { secret: giveCookie(github, c), user: null });
}

/** The hidden field that a form must bring back. */
export function formToken(github: LocalGithub, browser: BrowserSession): string {
  return createHmac("sha256", github.store.settings.formKey()).update(browser.secret).digest("hex");
}

/** Whether a form was sent from a page of ours, by this browser. */
export function isOwnForm(github: LocalGithub, c: PageContext, token: unknown): boolean {
  const origin = c.req.header("origin");
  if (
    origin !== undefined &&
    origin !== new URL(c.req.url).origin &&
    origin !== new URL(github.urls.web).origin
  ) {
    return false;
  }
  const expected = Buffer.from(formToken(github, c.var.browser));
  const given = Buffer.from(typeof token === "string" ? token : "");
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function giveCookie(github: LocalGithub, c: PageContext): string {
  const secret = newSecret("");
  setCookie(c, SESSION_COOKIE, secret, {
    httpOnly: true,
    sameSite: "Lax",
    path: "/",
    secure: github.urls.web.startsWith("https:"),
    maxAge: LIFE_SECONDS,
  });
  return secret;
}
