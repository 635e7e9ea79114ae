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

/** Two bootstraps at once would collide in the cluster's shared catalogues: one waits for the other. */
const bootstrapLock = 0x666f7267;

async function asSuperuser<T>(
  superuserUrl: string,
  run: (client: Client) => Promise<T>,
): Promise<T> {
  const client = new Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock($1)", [bootstrapLock]);
    return await run(client);
  } finally {
    await client.end();
  }
}

/**
 * Creates the roles of the cluster, or sets their passwords, rights and timeouts again.
 * Needs a superuser, once per installation, before the first migration.
 */
export async function ensureRoles(superuserUrl: string, passwords: RolePasswords): Promise<void> {
  const { owner, app, worker } = databaseRoles;
  await asSuperuser(superuserUrl, async (client) => {
    for (const [role, password] of [
      [owner, passwords.ownerPassword],
      [app, passwords.appPassword],
      [worker, passwords.workerPassword],
    ] as const) {
      const { rowCount } = await client.query("SELECT FROM pg_roles WHERE rolname = $1", [role]);
      if (rowCount === 0) await client.query(`CREATE ROLE ${role}`);
      await client.query(
        `ALTER ROLE ${role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS
         PASSWORD ${client.escapeLiteral(password)}`,
      );
    }
    // Migrations hand the enqueue functions over to the worker and run graphile-worker's as it.
    await client.query(`GRANT ${worker} TO ${owner}`);
    for (const role of [app, worker]) {
      for (const [setting, value] of Object.entries(timeouts)) {
        await client.query(`ALTER ROLE ${role} SET ${setting} = '${value}'`);
      }
    }
  });
}

/**
 * Creates the database if it is missing and gives it to the owner role; nobody but the three roles
 * may connect. `template` clones a database that nobody is connected to.
 */
export async function ensureDatabase(
  superuserUrl: string,
  name: string,
  options: { template?: string } = {},
): Promise<void> {
  const { owner, app, worker } = databaseRoles;
  const database = escapeIdentifier(name);
  await asSuperuser(superuserUrl, async (client) => {
    const { rowCount } = await client.query("SELECT FROM pg_database WHERE datname = $1", [name]);
    if (rowCount === 0) {
      const template = escapeIdentifier(options.template ?? "template0");
      await client.query(`CREATE DATABASE ${database} OWNER ${owner} TEMPLATE ${template}`);
    }
    await client.query(`ALTER DATABASE ${database} OWNER TO ${owner}`);
    // Rights on the database itself are not copied from a template.
    await client.query(`REVOKE ALL ON DATABASE ${database} FROM PUBLIC`);
    await client.query(`GRANT CONNECT ON DATABASE ${database} TO ${app}, ${worker}`);
  });
}
