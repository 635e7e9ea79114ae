/** What the global setup tells every test file: the server's superuser, and the database to clone. */
export type ProvidedPostgres = { serverUrl: string; template: string };

declare module "vitest" {
  interface ProvidedContext {
    forgeaPostgres: ProvidedPostgres;
  }
}
