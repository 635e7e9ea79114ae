import type { OAuthConfig } from "next-auth/providers/oauth";
import type { ProviderSettings } from "./auth-settings.ts";
import { fetchProviderProfile, type ProviderProfile } from "./provider-profile.ts";

/** The provider's id in next-auth's paths: /api/auth/callback/github. */
export const providerId = "github";

/**
 * GitHub's sign-in for any base URL. next-auth's own provider knows github.com only, and its
 * e-mail fallback calls api.github.com whatever the configuration; we need no e-mail at all.
 */
export function githubSignIn(provider: ProviderSettings): OAuthConfig<ProviderProfile> {
  const oauth = `${provider.webUrl}/login/oauth`;
  return {
    id: providerId,
    name: "GitHub",
    type: "oauth",
    // Compared with the `iss` parameter that GitHub adds to its callback.
    issuer: oauth,
    clientId: provider.clientId,
    clientSecret: provider.clientSecret,
    checks: ["state", "pkce"],
    authorization: { url: `${oauth}/authorize`, params: { scope: "read:user" } },
    token: `${oauth}/access_token`,
    userinfo: {
      url: `${provider.apiUrl}/user`,
      request: ({ tokens }) => fetchProviderProfile(provider.apiUrl, tokens.access_token ?? ""),
    },
    profile: (profile) => ({ id: profile.id, name: profile.name }),
    // openid-client's default of 3.5 s is short for a class that signs in together.
    httpOptions: { timeout: 10_000 },
  };
}
