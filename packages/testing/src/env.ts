/** A PostgreSQL to make test databases on (its superuser), so that a whole run shares one; empty: each run starts its own. */
export const testPostgresUrl: string | undefined =
  process.env["FORGEA_TEST_POSTGRES_URL"] || undefined;

/** The environment that processes started by tests build upon. */
export const ownEnvironment: NodeJS.ProcessEnv = process.env;
