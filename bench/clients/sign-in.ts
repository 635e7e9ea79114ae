import type { StackAccount } from "@forgea/testing/stack";

import { type Browser, openBrowser } from "./browser.ts";

/**
 * Signs a person in to an app over HTTP, by the same addresses and forms as a browser: next-auth's sign-in, the
 * provider's page with its account chooser, and the way back. Returns the browser that is signed in then.
 */
export async function signIn(appUrl: string, account: StackAccount): Promise<Browser> {
  const browser = openBrowser();
  const consentUrl = await beginSignIn(browser, appUrl);
  const callbackUrl = await consent(browser, consentUrl, account);
  const back = await browser.request(callbackUrl);
  const location = new URL(back.headers.get("location") ?? "/", appUrl);
  if (location.searchParams.has("error") || !browser.cookies(appUrl).includes(".session=")) {
    throw new Error(`${account.login} was not signed in to ${appUrl}: sent on to ${location.href}`);
  }
  return browser;
}

async function beginSignIn(browser: Browser, appUrl: string): Promise<URL> {
  const csrf = await browser.request(`${appUrl}/api/auth/csrf`);
  const { csrfToken } = (await expectOk(csrf).json()) as { csrfToken: string };
  const started = await browser.request(`${appUrl}/api/auth/signin/github`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: appUrl },
    body: JSON.stringify({ csrfToken, callbackUrl: appUrl, json: "true" }),
  });
  const { url } = (await expectOk(started).json()) as { url: string };
  return new URL(url);
}

async function consent(browser: Browser, url: URL, account: StackAccount): Promise<URL> {
  const page = await expectOk(await browser.request(url)).text();
  const form = new URLSearchParams(hiddenFields(page, url.pathname));
  form.set("account", String(account.providerUserId));
  const answer = await browser.request(new URL(url.pathname, url), {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded", origin: url.origin },
    body: form,
  });
  const location = answer.headers.get("location");
  if (answer.status !== 303 || location === null) {
    throw new Error(`the provider answered ${answer.status} to the consent of ${account.login}`);
  }
  return new URL(location, url);
}

function expectOk(response: Response): Response {
  if (response.ok) return response;
  throw new Error(`${new URL(response.url).pathname} answered ${response.status}`);
}

/** Name and value of the hidden fields of the page's form that is sent to that path. */
export function hiddenFields(page: string, action: string): [string, string][] {
  const form = page.split("<form").find((part) => part.includes(`action="${action}"`)) ?? "";
  const [inside = ""] = form.split("</form>");
  return [...inside.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)].map(
    ([, name = "", value = ""]) => [plainText(name), plainText(value)],
  );
}

const named: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };

function plainText(html: string): string {
  return html.replaceAll(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => named[name] ?? "");
}
