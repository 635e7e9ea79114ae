import { line } from "@forgea/bootstrap/progress";
import { Refusal } from "@forgea/bootstrap/refusal";
import { type Cluster, startCluster } from "@forgea/postgres/cluster";
import {
  type DatabaseUrls,
  databaseUrls,
  rolePasswords,
  urlFor,
  withClient,
} from "@forgea/postgres/database-urls";
import { migrateDatabase } from "@forgea/schema/migrate";
import { ensureDatabase, ensureRoles } from "@forgea/schema/roles";

import type { Crew } from "./process-crew.ts";
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
 * Makes roles and database where they are missing and brings the tables to the version of this code. On a server
 * of somebody else's the database is the one that DATABASE_URL names.
 */
export async function prepareDatabase(superuserUrl: string): Promise<DatabaseUrls> {
  const named = decodeURIComponent(new URL(superuserUrl).pathname.slice(1));
  const database = named === "" || named === "postgres" ? "forgea" : named;
  const maintenanceUrl = urlFor(superuserUrl, "postgres");
  await requireSuperuser(maintenanceUrl);
  await ensureRoles(maintenanceUrl, rolePasswords(superuserUrl));
  await ensureDatabase(maintenanceUrl, database);
  const urls = databaseUrls(superuserUrl, database);
  await migrateDatabase({ ownerUrl: urls.ownerUrl });
  return urls;
}

async function requireSuperuser(url: string): Promise<void> {
  if (!new URL(url).password) {
    throw new Refusal(
      "DATABASE_URL has no password; Forgea derives its roles' passwords from it.",
      {
        remedy: "Write it as postgres://user:password@host:port/database.",
      },
    );
  }
  const isSuperuser = await withClient(url, async (client) => {
    const { rows } = await client.query<{ is_superuser: string }>("show is_superuser");
    return rows[0]?.is_superuser === "on";
  }).catch((error: unknown) => {
    throw new Refusal("The PostgreSQL of DATABASE_URL cannot be reached.", {
      tail: error instanceof Error ? error.message : String(error),
    });
  });
  if (isSuperuser) return;
  throw new Refusal("The user of DATABASE_URL is not a superuser.", {
    remedy:
      "Forgea makes the roles forgea_owner, forgea_app and forgea_worker with it and then runs without it:\n" +
      "no process of the stack is given this address.",
  });
}
