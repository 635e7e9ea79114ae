/** Signing in and out from a page. Browser-safe: nothing of next-auth is imported here. */

/** Asks for the provider's sign-in page and goes there; afterwards the person comes back to `returnTo`. */
export async function goToSignIn(returnTo: string): Promise<void> {
  window.location.assign(await post("/api/auth/signin/github", returnTo));
}

/** Ends the sign-in of this app in this browser and goes to `returnTo`. */
export async function signOut(returnTo: string): Promise<void> {
  window.location.assign(await post("/api/auth/signout", returnTo));
}

async function post(path: string, callbackUrl: string): Promise<string> {
  const csrf: unknown = await (await fetch("/api/auth/csrf", { cache: "no-store" })).json();
  const response = await fetch(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ csrfToken: field(csrf, "csrfToken"), callbackUrl, json: "true" }),
  });
  if (!response.ok && response.status !== 302)
    throw new Error(`${path} answered ${response.status}`);
  return field(await response.json(), "url");
}

function field(answer: unknown, name: string): string {
  if (typeof answer === "object" && answer !== null && name in answer) {
    const value: unknown = Reflect.get(answer, name);
    if (typeof value === "string") return value;
  }
  throw new Error(`The answer has no ${name}.`);
}
