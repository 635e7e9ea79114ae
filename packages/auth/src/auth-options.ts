import type { Role } from "@forgea/trpc/actor";
import type { AuthOptions } from "next-auth";
import type { AuthSettings } from "./auth-settings.ts";
import { cookieName, sessionSeconds } from "./cookie-names.ts";
import { githubSignIn } from "./github-sign-in.ts";
import { ProviderProfile } from "./provider-profile.ts";
import { returnAddress } from "./return-address.ts";
import type { SessionToken } from "./session-token.ts";
import { type SignedInPerson, signInPerson } from "./sign-in-person.ts";

/** The page that shows why a sign-in was refused, by the `error` in its address. */
export const signInPage = "/sign-in";

/** next-auth's options of one app: JWT cookies, no adapter, identity by (host, numeric id). */
export function createAuthOptions(settings: AuthSettings): AuthOptions {
  const { provider, database, log } = settings;
  const now = () => settings.clock?.now() ?? new Date();
  // next-auth hands the same account object to signIn and then to jwt.
  const signedIn = new WeakMap<object, SignedInPerson>();

  return {
    secret: settings.secret,
    useSecureCookies: settings.secureCookies,
    providers: [githubSignIn(provider)],
    session: { strategy: "jwt", maxAge: sessionSeconds },
    jwt: { maxAge: sessionSeconds },
    pages: { signIn: signInPage, error: signInPage },
    cookies: cookies(settings),
    logger: {
      error: (code, metadata) => log.error({ authCode: code, reason: reason(metadata) }, "auth"),
      warn: (code) => log.warn({ authCode: code }, "auth"),
      debug: () => undefined,
    },
    callbacks: {
      redirect: ({ url, baseUrl }) => returnAddress(url, baseUrl),
      // Nothing may be thrown here: next-auth would put the message into an address.
      async signIn({ account, profile }) {
        const person = ProviderProfile.safeParse(profile);
        if (account === null || !person.success) return `${signInPage}?error=Callback`;
        const { id, login, name } = person.data;
        try {
          const signedInPerson = await signInPerson(
            database,
            {
              host: provider.host,
              providerUserId: BigInt(id),
              login,
              name,
              configuredRole: configuredRole(settings, id),
            },
            now(),
          );
          if (signedInPerson.banned) return `${signInPage}?error=Banned`;
          signedIn.set(account, signedInPerson);
          log.info({ userId: signedInPerson.userId }, "signed in");
          return true;
        } catch (error) {
          log.error({ err: error }, "sign-in failed");
          return `${signInPage}?error=Unavailable`;
        }
      },
      jwt({ token, account }) {
        if (account === null) return token;
        const person = signedIn.get(account);
        if (person === undefined) throw new Error("No sign-in belongs to this account.");
        const content: SessionToken = {
          userId: person.userId,
          sessionEpoch: person.sessionEpoch,
          host: provider.host,
          providerToken: account.access_token ?? null,
          providerTokenExpiresAt: account.expires_at ?? null,
        };
        return { ...content };
      },
    },
  };
}

function configuredRole(settings: AuthSettings, id: string): Role | null {
  const identity = `${settings.provider.host}:${id}`;
  if (settings.admins.includes(identity)) return "ADMIN";
  if (settings.assistants.includes(identity)) return "ASSISTANT";
  return null;
}

function cookies({ app, secureCookies }: AuthSettings): NonNullable<AuthOptions["cookies"]> {
  const options = { httpOnly: true, sameSite: "lax", path: "/", secure: secureCookies } as const;
  const cookie = (purpose: Parameters<typeof cookieName>[1], maxAge?: number) => ({
    name: cookieName(app, purpose, secureCookies),
    options: maxAge === undefined ? options : { ...options, maxAge },
  });
  const quarterHour = 15 * 60;
  return {
    sessionToken: cookie("session"),
    callbackUrl: cookie("callback"),
    csrfToken: cookie("csrf"),
    state: cookie("state", quarterHour),
    pkceCodeVerifier: cookie("pkce", quarterHour),
    nonce: cookie("nonce", quarterHour),
  };
}

/** The message alone: the objects around it may hold tokens. */
function reason(metadata: unknown): string {
  if (metadata instanceof Error) return metadata.message;
  if (typeof metadata === "object" && metadata !== null && "error" in metadata) {
    return reason(metadata.error);
  }
  return "unknown";
}
