import { line } from "@forgea/bootstrap/progress";
import { type Cluster, startCluster } from "@forgea/postgres/cluster";
import {
  type DatabaseUrls,
  databaseUrls,
  ensureDatabase,
  ensureRoles,
} from "@forgea/postgres/roles";
import type { Command, Crew } from "./process-crew.ts";
import type { Secrets } from "./secrets.ts";
import type { Settings } from "./settings.ts";

/** Starts the embedded PostgreSQL of this installation. */
export function startEmbeddedPostgres(
  settings: Settings,
  secrets: Secrets,
  crew: Crew,
): Promise<Cluster> {
  const log = crew.logOf("postgres");
  return startCluster({
    dataDirectory: settings.dataDirectory,
    port: settings.ports.postgres,
    superuserPassword: secrets.postgresPassword,
    log,
    durability: "durable",
    say: (sentence) => line("note", sentence),
    // At once, not when it is ready: Ctrl-C in between must end it too.
    onSpawn: (server) => crew.adopt("postgres", server, log, "SIGINT"),
  });
}

/**
 * Makes roles and database where they are missing. On a server of somebody else's the database is the one that
 * DATABASE_URL names; it is made when only it is missing.
 */
export async function prepareDatabase(superuserUrl: string): Promise<DatabaseUrls> {
  const named = decodeURIComponent(new URL(superuserUrl).pathname.slice(1));
  const maintenance = new URL(superuserUrl);
  maintenance.pathname = "/postgres";
  const database = named === "" || named === "postgres" ? "forgea" : named;
  await ensureRoles(maintenance.href);
  await ensureDatabase(maintenance.href, database);
  return databaseUrls(superuserUrl, database);
}

/** Brings the tables, the functions and the job queue to the version of this code. */
export function migrateCommand(settings: Settings, database: DatabaseUrls): Command {
  return {
    name: "migrate",
    program: process.execPath,
    arguments: ["packages/schema/src/migrate-command.ts"],
    cwd: settings.root,
    env: {
      ...settings.inherited,
      OWNER_DATABASE_URL: database.ownerUrl,
      WORKER_DATABASE_URL: database.workerUrl,
      APP_DATABASE_URL: database.appUrl,
    },
  };
}
