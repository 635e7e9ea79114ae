import type { Database } from "@forgea/schema";

/** The apps that people sign in to. Each has its own cookies and its own secret. */
export type AppName = "forgea-student" | "forgea-admin";

/** Where people sign in: github.com, a GitHub Enterprise Server or local-github. */
export interface ProviderSettings {
  /** The provider's stable identity, stored with every account. */
  readonly host: string;
  readonly webUrl: string;
  readonly apiUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** What is logged of a sign-in: codes and messages, never tokens. */
export interface AuthLogger {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

export interface AuthSettings {
  readonly app: AppName;
  readonly secret: string;
  /** True behind TLS: cookies get the __Host- prefix and the Secure attribute. */
  readonly secureCookies: boolean;
  readonly provider: ProviderSettings;
  readonly database: Database;
  /** People who become ADMIN when they sign in, as `<host>:<numeric id>`. */
  readonly admins: readonly string[];
  /** People who become ASSISTANT when they sign in, as `<host>:<numeric id>`. */
  readonly assistants: readonly string[];
  readonly log: AuthLogger;
  readonly clock?: { now(): Date };
}
