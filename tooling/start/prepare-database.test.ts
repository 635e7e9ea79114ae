import { type DatabaseUrls, urlFor, withClient } from "@forgea/postgres/database-urls";
import { startThrowAwayPostgres } from "@forgea/postgres/throw-away";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { prepareDatabase } from "./prepare-database.ts";

/** A server that is not ours, as DATABASE_URL names it. */
let server: Awaited<ReturnType<typeof startThrowAwayPostgres>>;
let urls: DatabaseUrls;

beforeAll(async () => {
  server = await startThrowAwayPostgres();
  urls = await prepareDatabase(urlFor(server.url, "coursework"));
});

afterAll(() => server.stop());

const whoAndWhere = (url: string) =>
  withClient(url, async (client) => {
    const { rows } = await client.query<{ me: string; here: string }>(
      "select current_user as me, current_database() as here",
    );
    return rows[0];
  });

describe("prepareDatabase", () => {
  it("makes the database that DATABASE_URL names, with its tables, and each role reaches it", async () => {
    expect(await whoAndWhere(urls.appUrl)).toEqual({ me: "forgea_app", here: "coursework" });
    expect(await whoAndWhere(urls.workerUrl)).toEqual({ me: "forgea_worker", here: "coursework" });
    expect(await whoAndWhere(urls.ownerUrl)).toEqual({ me: "forgea_owner", here: "coursework" });
    await expect(
      withClient(urls.appUrl, (client) => client.query("select from lab_sessions")),
    ).resolves.toBeDefined();
  });

  it("does nothing the second time, and nobody's password changes", async () => {
    expect(await prepareDatabase(urlFor(server.url, "coursework"))).toEqual(urls);
    expect(await whoAndWhere(urls.appUrl)).toMatchObject({ me: "forgea_app" });
  });

  it("makes a database of its own when DATABASE_URL names only the server's", async () => {
    const { appUrl } = await prepareDatabase(server.url);
    expect(await whoAndWhere(appUrl)).toMatchObject({ here: "forgea" });
  });

  it("refuses a user who may not make roles, and says what it needs", async () => {
    await withClient(urlFor(server.url, "postgres"), (client) =>
      client.query("grant connect on database postgres to forgea_app"),
    );
    await expect(prepareDatabase(urls.appUrl)).rejects.toThrow("is not a superuser");
  });

  it("says so when nobody answers there", async () => {
    await expect(prepareDatabase("postgres://postgres:secret@127.0.0.1:1/forgea")).rejects.toThrow(
      "cannot be reached",
    );
  });
});
