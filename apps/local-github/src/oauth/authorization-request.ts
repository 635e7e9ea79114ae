import type { LocalGithubConfig } from "../config.ts";

export interface AuthorizationRequest {
  redirectUri: string;
  redirectUriGiven: boolean;
  state: string | null;
  codeChallenge: string | null;
  /** Whom the app expects, when it says so. */
  loginHint: string | null;
}

export type ReadRequest =
  | { ok: true; request: AuthorizationRequest }
  /** Nothing is sent back to an address that is not the App's. */
  | { ok: false; reason: "unknown-client" | "foreign-redirect" }
  | { ok: false; reason: "bad-challenge"; request: AuthorizationRequest };

/** Reads what an app asks for at `/login/oauth/authorize`. The redirect address must be one of the App's, letter for letter. */
export function readAuthorizationRequest(
  app: LocalGithubConfig["app"],
  value: (name: string) => string | undefined,
): ReadRequest {
  if (value("client_id") !== app.clientId) return { ok: false, reason: "unknown-client" };
  const given = value("redirect_uri");
  const redirectUri = given ?? app.callbackUrls[0];
  if (redirectUri === undefined || !app.callbackUrls.includes(redirectUri)) {
    return { ok: false, reason: "foreign-redirect" };
  }
  const codeChallenge = value("code_challenge") ?? null;
  const request: AuthorizationRequest = {
    redirectUri,
    redirectUriGiven: given !== undefined,
    state: value("state") ?? null,
    codeChallenge,
    loginHint: value("login") ?? null,
  };
  if (codeChallenge !== null) {
    const method = value("code_challenge_method") ?? "plain";
    if (method !== "S256" || !/^[\w-]{43}$/.test(codeChallenge))
      return { ok: false, reason: "bad-challenge", request };
  }
  return { ok: true, request };
}

/** The App's address with the answer in its query. */
export function redirectWith(
  request: AuthorizationRequest,
  values: Record<string, string>,
): string {
  const url = new URL(request.redirectUri);
  for (const [name, value] of Object.entries(values)) url.searchParams.set(name, value);
  if (request.state !== null) url.searchParams.set("state", request.state);
  return url.href;
}
