import { PrismaPg } from "@prisma/adapter-pg";
import { Pool } from "pg";
import { PrismaClient } from "./generated/client.ts";
import { type ListenConnection, type Listener, listen } from "./listen.ts";

export interface DatabaseOptions {
  url: string;
  /** Connections of this process, shared by Prisma and plain SQL. */
  poolSize: number;
  /** Shown in pg_stat_activity. */
  applicationName: string;
  /** Shorter than the role's own statement timeout, where a caller wants that. Milliseconds. */
  statementTimeoutMs?: number;
  /** Told of connections that broke while idle (a restarted server); they are replaced by themselves. */
  onIdleError?: (error: Error) => void;
}

export interface Database {
  prisma: PrismaClient;
  /** The pool that Prisma uses too: for the few paths that are one SQL statement. */
  pool: Pool;
  /** LISTENs on a connection outside of the pool; see Listener for what it tells. */
  listen(channel: string, listener: Listener): Promise<ListenConnection>;
  close(): Promise<void>;
}

/** Opens the process's one pool and a Prisma client over it; connects at first use. */
export function createDatabase(options: DatabaseOptions): Database {
  const pool = new Pool({
    connectionString: options.url,
    max: options.poolSize,
    application_name: options.applicationName,
    connectionTimeoutMillis: 10_000,
    ...(options.statementTimeoutMs !== undefined && {
      statement_timeout: options.statementTimeoutMs,
    }),
  });
  // Without a listener a restart of the server ends this process: the pool emits what idle clients meet.
  pool.on("error", (error) => options.onIdleError?.(error));
  // The same for clients that are in use or already leaving: their next query says what happened.
  pool.on("connect", (client) => client.on("error", () => {}));
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  let closing: Promise<void> | undefined;
  const disconnect = async () => {
    await prisma.$disconnect();
    await pool.end();
  };
  return {
    prisma,
    pool,
    listen: (channel, listener) => listen(options.url, options.applicationName, channel, listener),
    close() {
      closing ??= disconnect();
      return closing;
    },
  };
}

export type { DatabaseError } from "./database-errors.ts";
export { databaseErrorCodes, isRetryable, readDatabaseError } from "./database-errors.ts";
export type { ChainedEvent } from "./event-hash.ts";
export { genesisHash, hashEvent, hashNote } from "./event-hash.ts";
export type {
  BindingRejection,
  Command,
  EventNote,
  GitHubAccount,
  GitHubRepoMapping,
  Lab,
  LabSession,
  LabVersion,
  RepositoryIntent,
  SessionEvent,
  Snapshot,
  User,
  WebhookDelivery,
  WorkerHeartbeat,
} from "./generated/client.ts";
export { Prisma, PrismaClient } from "./generated/client.ts";
export {
  AccessState,
  ActorKind,
  DeliveryState,
  GitHubAccountSource,
  LabSessionStatus,
  LabStatus,
  MappingSource,
  MappingStatus,
  PreparationEnd,
  RepositoryIntentState,
  RepositoryIntentStep,
  ResultKind,
  Role,
} from "./generated/enums.ts";
export type { ListenConnection, Listener } from "./listen.ts";
export { isSchemaCurrent, newestMigration } from "./schema-state.ts";
