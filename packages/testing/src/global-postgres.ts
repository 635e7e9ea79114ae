import { startThrowAwayPostgres } from "@forgea/postgres/throw-away";
import type { TestProject } from "vitest/node";

import { testPostgresUrl } from "./env.ts";
import type { ProvidedPostgres } from "./provided-postgres.ts";
import { ensureTemplateDatabase } from "./template-database.ts";

/**
 * Vitest's globalSetup: a PostgreSQL with a migrated template database for the run. Takes the server that the
 * environment names, else starts one that is thrown away afterwards.
 */
export default async function provideTestPostgres(
  project: TestProject,
): Promise<() => Promise<void>> {
  const server = testPostgresUrl
    ? { url: testPostgresUrl, stop: async () => undefined }
    : await startThrowAwayPostgres();
  try {
    const template = await ensureTemplateDatabase(server.url);
    project.provide("forgeaPostgres", {
      serverUrl: server.url,
      template,
    } satisfies ProvidedPostgres);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return server.stop;
}
