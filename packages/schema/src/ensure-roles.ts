import { Client, escapeIdentifier } from "pg";

/** The three roles of an installation. Web and preview connect as app, the worker as worker. */
export const databaseRoles = {
  owner: "forgea_owner",
  app: "forgea_app",
  worker: "forgea_worker",
} as const;

export interface RolePasswords {
  ownerPassword: string;
  appPassword: string;
  workerPassword: string;
}

/** No request and no job may hold a lock or a connection longer; migrations (the owner) may. */
const timeouts = {
  lock_timeout: "2s",
  statement_timeout: "5s",
  idle_in_transaction_session_timeout: "10s",
};

/** Roles are shared by all databases of a server: two bootstraps at once take turns. */
const bootstrapLock = 0x666f7267;

async function asAdministrator<T>(
  superuserUrl: string,
  run: (client: Client) => Promise<T>,
): Promise<T> {
  const client = new Client({
    connectionString: superuserUrl,
    connectionTimeoutMillis: 10_000,
  });
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock($1)", [bootstrapLock]);
    return await run(client);
  } finally {
    await client.end();
  }
}

/** Creates a role, or sets its password again; takes powers away that somebody gave it. */
async function ensureRole(client: Client, role: string, password: string): Promise<void> {
  const { rows } = await client.query<{ powerful: boolean }>(
    `SELECT rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls AS powerful
     FROM pg_roles WHERE rolname = $1`,
    [role],
  );
  if (rows.length === 0) await client.query(`CREATE ROLE ${role}`);
  if (rows[0]?.powerful) {
    await client.query(
      `ALTER ROLE ${role} NOSUPERUSER NOCREATEROLE NOCREATEDB NOREPLICATION NOBYPASSRLS`,
    );
  }
  await client.query(`ALTER ROLE ${role} LOGIN PASSWORD ${client.escapeLiteral(password)}`);
}

/**
 * Creates the roles of the server, or sets their passwords and timeouts again. Needs a superuser, or
 * a user with CREATEROLE; once per installation, before the first migration.
 */
export async function ensureRoles(superuserUrl: string, passwords: RolePasswords): Promise<void> {
  const { owner, app, worker } = databaseRoles;
  await asAdministrator(superuserUrl, async (client) => {
    await ensureRole(client, owner, passwords.ownerPassword);
    await ensureRole(client, app, passwords.appPassword);
    await ensureRole(client, worker, passwords.workerPassword);
    // Migrations hand the enqueue functions over to the worker, and run graphile-worker's as it.
    await client.query(`GRANT ${worker} TO ${owner}`);
    for (const role of [app, worker]) {
      for (const [setting, value] of Object.entries(timeouts)) {
        await client.query(`ALTER ROLE ${role} SET ${setting} = '${value}'`);
      }
    }
  });
}

/**
 * Creates the database if it is missing, owned by the owner role; who else may connect is said by the
 * migrations. `template` clones a migrated database that nobody is connected to.
 */
export async function ensureDatabase(
  superuserUrl: string,
  name: string,
  options: { template?: string } = {},
): Promise<void> {
  const { owner } = databaseRoles;
  const database = escapeIdentifier(name);
  await asAdministrator(superuserUrl, async (client) => {
    const { rows } = await client.query<{ owner: string }>(
      "SELECT pg_get_userbyid(datdba) AS owner FROM pg_database WHERE datname = $1",
      [name],
    );
    if (rows[0]?.owner === owner) return;
    const { rowCount: member } = await client.query(
      "SELECT WHERE pg_has_role(current_user, $1, 'usage')",
      [owner],
    );
    // Only a member may hand a database over to a role; superusers are members of all.
    if (member === 0) await client.query(`GRANT ${owner} TO CURRENT_USER`);
    if (rows.length === 0) {
      const template = escapeIdentifier(options.template ?? "template1");
      await client.query(`CREATE DATABASE ${database} OWNER ${owner} TEMPLATE ${template}`);
    } else {
      await client.query(`ALTER DATABASE ${database} OWNER TO ${owner}`);
    }
  });
}
