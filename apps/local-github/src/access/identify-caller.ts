import { badCredentials } from "../api/api-error.ts";
import type { LocalGithub } from "../local-github.ts";
import type { Account } from "../store/accounts.ts";
import type { AppPermissions, Installation } from "../store/installations.ts";
import { verifyAppJwt } from "./verify-app-jwt.ts";

export interface UserCaller {
  kind: "user";
  account: Account;
  /** A token that the App was given by the person: it reaches only what both of them reach. */
  throughApp: boolean;
}

export interface InstallationCaller {
  kind: "installation";
  installation: Installation;
  /** The App's bot, in whose name it acts. */
  account: Account;
  permissions: AppPermissions;
  /** Null: all repositories of the installation. */
  repositoryIds: number[] | null;
}

export type Caller = { kind: "anonymous" } | { kind: "app" } | UserCaller | InstallationCaller;

/** Who is behind an `Authorization` header; throws 401 "Bad credentials" for one that is not known. */
export function identifyCaller(github: LocalGithub, header: string | undefined): Caller {
  if (!header) return { kind: "anonymous" };
  const [scheme = "", value = ""] = header.trim().split(/\s+/, 2);
  switch (scheme.toLowerCase()) {
    case "bearer":
    case "token":
      if (value.split(".").length === 3) {
        verifyAppJwt(value, github.config.app, Date.now());
        return { kind: "app" };
      }
      return callerOfSecrets(github, [value]);
    case "basic": {
      // A token as password with any user name, or as user name alone: GitHub takes both.
      const parts = basicParts(header);
      return callerOfSecrets(github, parts ? [parts.password, parts.name] : []);
    }
    default:
      throw badCredentials();
  }
}

/** Name and password of a Basic header; undefined for any other header. */
export function basicParts(
  header: string | undefined,
): { name: string; password: string } | undefined {
  const value = /^basic\s+([A-Za-z0-9+/=_-]+)\s*$/i.exec(header ?? "")?.[1];
  if (value === undefined) return undefined;
  const text = Buffer.from(value, "base64").toString("utf8");
  const colon = text.indexOf(":");
  return colon === -1
    ? { name: text, password: "" }
    : { name: text.slice(0, colon), password: text.slice(colon + 1) };
}

function callerOfSecrets(github: LocalGithub, secrets: string[]): Caller {
  for (const secret of secrets) {
    const caller = callerOfSecret(github, secret);
    if (caller) return caller;
  }
  throw badCredentials();
}

function callerOfSecret(github: LocalGithub, secret: string): Caller | undefined {
  const token = github.store.tokens.find(secret, Date.now());
  if (!token) return undefined;
  if (token.kind === "installation") {
    const installation = github.store.installations.byId(token.installation_id ?? 0);
    const account = botAccount(github);
    if (!installation || installation.deleted_at !== null) return undefined;
    return {
      kind: "installation",
      installation,
      account,
      permissions: token.permissions ?? installation.permissions,
      repositoryIds: token.repository_ids,
    };
  }
  const account = github.store.accounts.byId(token.account_id ?? 0);
  return account && { kind: "user", account, throughApp: token.kind === "oauth" };
}

/** The login of the App's bot, as it appears on commits and events. */
export function botLogin(github: Pick<LocalGithub, "config">): string {
  return `${github.config.app.slug}[bot]`;
}

/** The account of the App's bot; it is made from the configuration. */
export function botAccount(github: Pick<LocalGithub, "config" | "store">): Account {
  const account = github.store.accounts.byLogin(botLogin(github));
  if (!account) throw new Error("the App's bot is missing");
  return account;
}
