import { ApiError, notForIntegrations, requiresAuthentication } from "../api/api-error.ts";
import type { Account } from "../store/accounts.ts";
import type { Caller, InstallationCaller, UserCaller } from "./identify-caller.ts";

/** In whose name the caller acts: the person, or the App's bot. */
export function actorOf(caller: Caller): Account {
  if (caller.kind === "user" || caller.kind === "installation") return caller.account;
  throw requiresAuthentication();
}

/** The caller as a person; Apps get 403, as on GitHub. */
export function requirePerson(caller: Caller): UserCaller {
  if (caller.kind === "user") return caller;
  throw caller.kind === "installation" ? notForIntegrations() : requiresAuthentication();
}

/** The caller as an installation whose App is not suspended there. */
export function requireInstallation(caller: Caller): InstallationCaller {
  if (caller.kind !== "installation") {
    throw new ApiError(
      403,
      "You must authenticate with an installation access token in order to list repositories for an installation.",
    );
  }
  if (caller.installation.suspended_at !== null)
    throw new ApiError(403, "This installation has been suspended");
  return caller;
}

/** The caller as the App itself, by its JSON web token. */
export function requireApp(caller: Caller): void {
  if (caller.kind !== "app") throw new ApiError(401, "A JSON web token could not be decoded");
}
