import { createHmac } from "node:crypto";

import { databaseRoles, type RolePasswords } from "@forgea/schema/roles";
import { Client } from "pg";

/** How each role reaches one database. */
export type DatabaseUrls = {
  superuserUrl: string;
  /** Owns the database and runs the migrations. */
  ownerUrl: string;
  /** The web processes and the preview. */
  appUrl: string;
  workerUrl: string;
};

/**
 * The passwords of the three roles on the server of a superuser, derived from the superuser's own: roles belong
 * to a whole server, so all who share one must agree on them, without a file between them.
 */
export function rolePasswords(superuserUrl: string): RolePasswords {
  const secret = decodeURIComponent(new URL(superuserUrl).password);
  const derive = (role: string) =>
    createHmac("sha256", secret).update(`forgea database role ${role}`).digest("base64url");
  return {
    ownerPassword: derive(databaseRoles.owner),
    appPassword: derive(databaseRoles.app),
    workerPassword: derive(databaseRoles.worker),
  };
}

/** The addresses of a database for the superuser and for the three roles. */
export function databaseUrls(superuserUrl: string, database: string): DatabaseUrls {
  const passwords = rolePasswords(superuserUrl);
  return {
    superuserUrl: urlFor(superuserUrl, database),
    ownerUrl: urlFor(superuserUrl, database, [databaseRoles.owner, passwords.ownerPassword]),
    appUrl: urlFor(superuserUrl, database, [databaseRoles.app, passwords.appPassword]),
    workerUrl: urlFor(superuserUrl, database, [databaseRoles.worker, passwords.workerPassword]),
  };
}

/** The same server, another database and, if given, another role. */
export function urlFor(
  serverUrl: string,
  database: string,
  as?: readonly [role: string, password: string],
): string {
  const url = new URL(serverUrl);
  url.pathname = `/${encodeURIComponent(database)}`;
  if (as) [url.username, url.password] = as;
  return url.href;
}

/** Runs something on one connection of its own and closes it. */
export async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  // A connection that is cut while idle reports here; the next query reports it too.
  client.on("error", () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
