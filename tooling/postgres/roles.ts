import { createHmac } from "node:crypto";

import { Refusal } from "@forgea/bootstrap/refusal";
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

const roles = {
  owner: { name: "forgea_owner", settings: {} },
  app: {
    name: "forgea_app",
    settings: {
      lock_timeout: "2s",
      statement_timeout: "5s",
      idle_in_transaction_session_timeout: "10s",
    },
  },
  worker: {
    name: "forgea_worker",
    settings: {
      lock_timeout: "2s",
      statement_timeout: "5s",
      idle_in_transaction_session_timeout: "10s",
    },
  },
} as const;

/**
 * The addresses of the roles on a database of this server. A role's password is derived from the superuser's,
 * so that all who share a server agree on it without a file between them.
 */
export function databaseUrls(superuserUrl: string, database: string): DatabaseUrls {
  const admin = new URL(superuserUrl);
  const at = (role?: string) => {
    const url = new URL(admin);
    url.pathname = `/${encodeURIComponent(database)}`;
    if (role) {
      url.username = role;
      url.password = rolePassword(admin, role);
    }
    return url.href;
  };
  return {
    superuserUrl: at(),
    ownerUrl: at(roles.owner.name),
    appUrl: at(roles.app.name),
    workerUrl: at(roles.worker.name),
  };
}

function rolePassword(admin: URL, role: string): string {
  const secret = decodeURIComponent(admin.password);
  return createHmac("sha256", secret).update(`forgea database role ${role}`).digest("base64url");
}

/**
 * Makes the three roles with their passwords and limits; does nothing to what is already so.
 * Roles belong to the whole server, so this is done under a lock of it.
 */
export async function ensureRoles(superuserUrl: string): Promise<void> {
  if (!new URL(superuserUrl).password) {
    throw new Refusal(
      "DATABASE_URL has no password, and Forgea derives its roles' passwords from it.",
      {
        remedy: "Write it as postgres://user:password@host:port/database.",
      },
    );
  }
  await withClient(superuserUrl, async (client) => {
    await client.query("select pg_advisory_lock(hashtext('forgea roles'))");
    await refuseWithoutRights(client);
    for (const { name, settings } of Object.values(roles)) {
      const password = client.escapeLiteral(rolePassword(new URL(superuserUrl), name));
      const known = await client.query("select from pg_roles where rolname = $1", [name]);
      await client.query(
        `${known.rowCount ? "alter" : "create"} role ${name} with login nosuperuser nocreatedb nocreaterole password ${password}`,
      );
      for (const [setting, value] of Object.entries(settings)) {
        await client.query(`alter role ${name} set ${setting} = ${client.escapeLiteral(value)}`);
      }
    }
    // The owner makes the worker's schema for it, and may look at its jobs.
    await client.query(`grant ${roles.worker.name} to ${roles.owner.name}`);
  });
}

async function refuseWithoutRights(client: Client): Promise<void> {
  const { rows } = await client.query<{ allowed: boolean; me: string }>(
    "select rolsuper or rolcreaterole as allowed, rolname as me from pg_roles where rolname = current_user",
  );
  if (rows[0]?.allowed) return;
  throw new Refusal(`The database user ${rows[0]?.me ?? "?"} may not create roles.`, {
    remedy:
      "Forgea needs the roles forgea_owner, forgea_app and forgea_worker, each with rights of its own.\n" +
      "Give DATABASE_URL a user with CREATEROLE and CREATEDB (or a superuser).",
  });
}

/** Makes an empty database that the owner role owns, when it is not there. */
export async function ensureDatabase(superuserUrl: string, database: string): Promise<void> {
  await withClient(superuserUrl, async (client) => {
    const { rows } = await client.query<{ owner: string }>(
      "select pg_get_userbyid(datdba) as owner from pg_database where datname = $1",
      [database],
    );
    if (rows[0]?.owner === roles.owner.name) return;
    const name = client.escapeIdentifier(database);
    await joinOwner(client);
    await client.query(
      rows.length === 0
        ? `create database ${name} owner ${roles.owner.name}`
        : `alter database ${name} owner to ${roles.owner.name}`,
    );
  });
}

/** Only a member may hand a thing over to a role; a superuser counts as a member of every role. */
async function joinOwner(client: Client): Promise<void> {
  const { rows } = await client.query<{ member: boolean }>(
    "select pg_has_role(current_user, $1, 'usage') as member",
    [roles.owner.name],
  );
  if (!rows[0]?.member) await client.query(`grant ${roles.owner.name} to current_user`);
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
