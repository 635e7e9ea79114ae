import type { AppName } from "./auth-settings.ts";

/** How long a sign-in lasts, in seconds. */
export const sessionSeconds = 14 * 24 * 60 * 60;

/**
 * Ports do not separate cookies, so every name carries its app's name. `__Host-` makes the browser
 * insist on Secure, the root path and no domain.
 */
export function cookieName(
  app: AppName,
  purpose: "session" | "state" | "csrf" | "callback" | "pkce" | "nonce",
  secure: boolean,
): string {
  return `${secure ? "__Host-" : ""}${app}.${purpose}`;
}
