import { getToken } from "next-auth/jwt";
import { z } from "zod";
import type { AuthSettings } from "./auth-settings.ts";
import { cookieName } from "./cookie-names.ts";

/** What the sign-in cookie holds, encrypted. Everything else is read from the database. */
export const SessionToken = z.object({
  userId: z.uuid(),
  sessionEpoch: z.int().nonnegative(),
  host: z.string(),
  /** The person's own token at the provider, to accept invitations on their behalf. */
  providerToken: z.string().nullable(),
  /** Seconds since 1970, null when the provider's token does not expire. */
  providerTokenExpiresAt: z.number().nullable(),
});
export type SessionToken = z.infer<typeof SessionToken>;

type CookieSettings = Pick<AuthSettings, "app" | "secret" | "secureCookies">;

/** Reads the sign-in cookie; null when it is missing, forged, expired or of another app. */
export async function readSessionToken(
  settings: CookieSettings,
  cookies: Readonly<Record<string, string>>,
): Promise<SessionToken | null> {
  const name = cookieName(settings.app, "session", settings.secureCookies);
  const decoded = await getToken({
    // Only cookies are passed on: next-auth would else accept the token as a Bearer header too.
    req: { cookies, headers: new Headers() } as unknown as Parameters<typeof getToken>[0]["req"],
    cookieName: name,
    secureCookie: settings.secureCookies,
    secret: settings.secret,
  });
  const parsed = SessionToken.safeParse(decoded);
  return parsed.success ? parsed.data : null;
}
