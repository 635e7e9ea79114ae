import { Client, escapeIdentifier } from "pg";

export interface ConnectivityFailure {
  /** Prisma's public error code, P1000 and up. */
  code: string;
  message: string;
}

type ConnectivityCommand = (url: string) => Promise<ConnectivityFailure | undefined>;

/** PostgreSQL and socket error codes, as Prisma's users know them. */
const prismaCodes: Record<string, string> = {
  "28P01": "P1000",
  "28000": "P1000",
  ECONNREFUSED: "P1001",
  ENOTFOUND: "P1001",
  "3D000": "P1003",
  "42P04": "P1009",
  "42501": "P1010",
};

async function attempt(
  url: string,
  run: (client: Client) => Promise<unknown>,
): Promise<ConnectivityFailure | undefined> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
    await run(client);
    return undefined;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    const message = error instanceof Error ? error.message : String(error);
    return { code: prismaCodes[code] ?? "P1001", message };
  } finally {
    await client.end().catch(() => {});
  }
}

async function createDatabase(url: string): Promise<ConnectivityFailure | undefined> {
  const maintenance = new URL(url);
  const name = decodeURIComponent(maintenance.pathname.slice(1));
  maintenance.pathname = "/postgres";
  return await attempt(maintenance.href, (client) =>
    client.query(`CREATE DATABASE ${escapeIdentifier(name)}`),
  );
}

/** What the CLI asks before it talks JSON-RPC: can this database be reached, and please create it. */
export const connectivityCommands: Record<string, ConnectivityCommand | undefined> = {
  "can-connect-to-database": (url) => attempt(url, (client) => client.query("SELECT 1")),
  "create-database": createDatabase,
};
