import type { Database } from "@forgea/schema";
import type { AccessGrant, AccessStanding } from "./domain/invitation.ts";
import type { CallLimits } from "./domain/provider-budget.ts";
import type { Failpoint } from "./failpoints/crash-points.ts";
import type { EventFeed } from "./live/event-feed.ts";
import type { EventWake } from "./live/event-wake.ts";

export type { AccessGrant, AccessStanding } from "./domain/invitation.ts";
export { type CallLimits, creationLimits, scaleLimits } from "./domain/provider-budget.ts";

/** What an app must supply. Types only: implementations live in the apps and in packages/github. */

/** A repository as the provider tells it. Ids are bigint: they may pass 2^53. */
export interface ProviderRepository {
  readonly id: bigint;
  readonly owner: string;
  readonly name: string;
  readonly description: string | null;
  readonly private: boolean;
  readonly defaultBranch: string;
  readonly webUrl: string;
  /** When the provider last saw a push, null before the first. */
  readonly pushedAt: Date | null;
}

export interface ProviderHead {
  readonly branch: string;
  readonly commitSha: string;
  readonly treeSha: string;
}

/** What the provider says of our installation. `selected`: it reaches only the repositories that it was given. */
export type InstallationAnswer =
  | { readonly state: "installed"; readonly selection: "all" | "selected" }
  | { readonly state: "suspended" }
  | { readonly state: "uninstalled" };

/**
 * The git provider, one implementation for github.com, GitHub Enterprise Server and local-github.
 * Every method throws a ProviderError when the provider refuses or does not answer.
 */
export interface GitHubPort {
  readonly host: string;
  readonly webUrl: string;
  /** Content creations that it allows this installation; null when it sets no limits. */
  readonly creationLimits: CallLimits | null;
  /** Asks as the App itself, so that it answers also when the installation's own calls are refused. */
  readInstallation(): Promise<InstallationAnswer>;
  /** Ids of the repositories that the installation reaches, one page of a hundred at a time. */
  listReachable(page: number): Promise<bigint[]>;
  /** Makes a private repository from a template; the content may arrive later. */
  generateRepository(request: {
    templateOwner: string;
    templateName: string;
    owner: string;
    name: string;
    description: string;
  }): Promise<ProviderRepository>;
  /** Asks by name; null when there is none (renamed repositories are not followed). */
  findRepositoryByName(owner: string, name: string): Promise<ProviderRepository | null>;
  /** Asks by name and follows a rename: the answer may have another name; null when there is none. */
  followRepository(owner: string, name: string): Promise<ProviderRepository | null>;
  findRepositoryById(id: bigint): Promise<ProviderRepository | null>;
  markAsTemplate(owner: string, name: string): Promise<void>;
  /** The head of the default branch; null while the repository has no commit. */
  readHead(repository: ProviderRepository): Promise<ProviderHead | null>;
  /** How many commits the default branch has, counted up to two; 0 while it has none. */
  countCommits(repository: ProviderRepository): Promise<0 | 1 | 2>;
  deleteRepository(repository: ProviderRepository): Promise<void>;
  /** Our organisation's repositories, newest first, one page of a hundred at a time. */
  listRepositories(page: number): Promise<ProviderRepository[]>;
  /** Gives a person write access; idempotent. */
  inviteWriter(owner: string, name: string, login: string): Promise<AccessGrant>;
  /** Whether a person has access, or an invitation that is still open. */
  findAccess(owner: string, name: string, login: string): Promise<AccessStanding>;
  /** Takes an invitation back; one that is gone already is no error. */
  cancelInvitation(owner: string, name: string, invitationId: bigint): Promise<void>;
  /** Whether the provider answers at all; never throws. */
  isReachable(): Promise<boolean>;
  /** Accepts an invitation with the invited person's own token. */
  acceptInvitation(userToken: string, invitationId: bigint): Promise<void>;
}

/**
 * Why a call to the provider failed: `refused` will not get better by itself, `unavailable` may,
 * `conflict` means the name is taken, `no-access` that the installation itself cannot be used: nothing
 * is known about what was asked for.
 */
export class ProviderError extends Error {
  override readonly name = "ProviderError";
  readonly kind: "refused" | "unavailable" | "conflict" | "no-access";
  readonly status: number | null;
  /** What came back: an error with a status, something that is no answer of this provider, or nothing. */
  readonly answer: "status" | "nonsense" | "nothing";
  /** Seconds to wait before the next call, when the provider said so. */
  readonly retryAfterSeconds: number | null;

  constructor(
    kind: ProviderError["kind"],
    message: string,
    facts: {
      status?: number | null;
      answer?: ProviderError["answer"];
      retryAfterSeconds?: number | null;
      cause?: unknown;
    } = {},
  ) {
    super(message, { cause: facts.cause });
    this.kind = kind;
    this.status = facts.status ?? null;
    this.answer = facts.answer ?? (this.status === null ? "nothing" : "status");
    this.retryAfterSeconds = facts.retryAfterSeconds ?? null;
  }
}

/** Ends, expiry and the time shown to people. Budgets and leases use the database's clock. */
export interface Clock {
  now(): Date;
}

export interface Logger {
  debug(facts: object, message: string): void;
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

/** Encrypts what must be kept for a while and may not be read in the database. */
export interface Vault {
  seal(text: string): Uint8Array<ArrayBuffer>;
  open(sealed: Uint8Array): string;
}

/** What every use case gets. */
export interface SessionDeps {
  readonly database: Database;
  readonly github: GitHubPort;
  /** Owner of the repositories that are made. */
  readonly organisation: string;
  readonly clock: Clock;
  readonly log: Logger;
  readonly vault: Vault;
  /** To be touched after each commit that appended events. */
  readonly wake: Pick<EventWake, "touch">;
  /** Only in chaos runs: kills or pauses the process where it hurts. */
  readonly failpoint?: Failpoint;
  /** Milliseconds between the two 404s that prove a loss. Absent: ten minutes. */
  readonly lossProofMs?: number;
}

/** What a web process has besides: the live feed of events. */
export interface WebDeps extends SessionDeps {
  readonly feed: EventFeed;
}
