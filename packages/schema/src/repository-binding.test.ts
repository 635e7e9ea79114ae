import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  appendEvent,
  inTransaction,
  openTestDatabase,
  type Queryable,
  reach,
  refusalOf,
  startLabSession,
  writeStatus,
} from "./test-rows.ts";

let database: Awaited<ReturnType<typeof openTestDatabase>>;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

interface MappingValues {
  repoId: string;
  name?: string;
  status?: string;
  host?: string;
}

async function insertMapping(client: Queryable, labSessionId: string, values: MappingValues) {
  const { repoId, name = `repo-${repoId}`, status = "PENDING", host = "github.com" } = values;
  const { rows } = await client.query<{ id: string }>(
    `INSERT INTO github_repo_mappings
       (host, provider_repo_id, owner, name, lab_session_id, status, source, bound_at, released_at)
     VALUES ($1, $2, 'Forgea', $3, $4, $5, 'PROVISIONED', now(), CASE WHEN $6 THEN now() END)
     RETURNING id`,
    [host, repoId, name, labSessionId, status, ["RELEASED", "TOMBSTONED"].includes(status)],
  );
  return rows[0]?.id ?? "";
}

const release = (client: Queryable, id: string) =>
  client.query(
    "UPDATE github_repo_mappings SET status = 'RELEASED', released_at = now() WHERE id = $1",
    [id],
  );

const insertIntent = (labSessionId: string, name: string, labVersionId?: string) =>
  database.app.query(
    `INSERT INTO repository_intents (host, owner, name, lab_version_id, lab_session_id)
     SELECT 'github.com', 'Forgea', $2, coalesce($3, lab_version_id), id
     FROM lab_sessions WHERE id = $1`,
    [labSessionId, name, labVersionId ?? null],
  );

const activeMapping = async (labSessionId: string) => {
  const { rows } = await database.app.query<{ id: string }>(
    "SELECT id FROM github_repo_mappings WHERE lab_session_id = $1 AND status = 'ACTIVE'",
    [labSessionId],
  );
  return rows[0]?.id ?? "";
};

describe("a mapping", () => {
  it("claims repository, name and session for one while it is PENDING or ACTIVE", async () => {
    const [one, two] = await Promise.all([
      startLabSession(database.app),
      startLabSession(database.app),
    ]);
    const first = await insertMapping(database.app, one, { repoId: "9007199254740993" });
    const insert = (id: string, values: MappingValues) =>
      refusalOf(insertMapping(database.app, id, values));
    const key = "23505 github_repo_mappings";
    expect(await insert(two, { repoId: "9007199254740993", name: "b" })).toBe(
      `${key}_repository_key`,
    );
    expect(await insert(one, { repoId: "2" })).toBe(`${key}_lab_session_key`);
    expect(await insert(two, { repoId: "3", name: "REPO-9007199254740993" })).toBe(
      `${key}_full_name_key`,
    );
    expect(await insert(two, { repoId: "9007199254740992", host: "ghes.example" })).toBe(
      "accepted",
    );
    await release(database.app, first);
    expect(await insert(one, { repoId: "9007199254740993" })).toBe("accepted");
  });

  it("keeps its repository and its session", async () => {
    const id = await insertMapping(database.app, await startLabSession(database.app), {
      repoId: "10",
    });
    for (const columns of [
      "provider_repo_id = 11",
      "host = 'other'",
      "lab_session_id = uuidv7()",
    ]) {
      const update = database.app.query(
        `UPDATE github_repo_mappings SET ${columns} WHERE id = $1`,
        [id],
      );
      expect(await refusalOf(update)).toBe("FG006");
    }
    await database.app.query("UPDATE github_repo_mappings SET name = 'renamed' WHERE id = $1", [
      id,
    ]);
  });

  const legal = ["PENDING ACTIVE", "PENDING RELEASED", "PENDING TOMBSTONED", "ACTIVE RELEASED"];
  legal.push("ACTIVE TOMBSTONED", "RELEASED ACTIVE", "RELEASED TOMBSTONED");
  const all = ["PENDING", "ACTIVE", "RELEASED", "TOMBSTONED"];
  const pairs = all.flatMap((from) =>
    all.filter((to) => to !== from).map((to) => [from, to] as const),
  );
  it.each(pairs)("moves by its own lifecycle only: %s → %s", async (from, to) => {
    const labSessionId = await startLabSession(database.app);
    const repoId = String(1000 + pairs.findIndex((pair) => pair[0] === from && pair[1] === to));
    const id = await insertMapping(database.app, labSessionId, { repoId, status: from });
    const update = database.app.query(
      `UPDATE github_repo_mappings SET status = $2,
         released_at = CASE WHEN $3 THEN now() END WHERE id = $1`,
      [id, to, to === "RELEASED" || to === "TOMBSTONED"],
    );
    expect(await refusalOf(update)).toBe(legal.includes(`${from} ${to}`) ? "accepted" : "FG009");
  });

  it("has an id above zero and a time of binding when it is ACTIVE", async () => {
    const labSessionId = await startLabSession(database.app);
    expect(await refusalOf(insertMapping(database.app, labSessionId, { repoId: "0" }))).toBe(
      "23514 github_repo_mappings_provider_repo_id_check",
    );
    const id = await insertMapping(database.app, labSessionId, { repoId: "77" });
    const activate =
      "UPDATE github_repo_mappings SET status = 'ACTIVE', bound_at = NULL WHERE id = $1";
    expect(await refusalOf(database.app.query(activate, [id]))).toBe(
      "23514 github_repo_mappings_bound_check",
    );
  });
});

describe("a session in progress", () => {
  it("cannot begin without its active mapping", async () => {
    const labSessionId = await startLabSession(database.app);
    const bind = inTransaction(database.app, async (client) => {
      await writeStatus(client, labSessionId, "IN_PROGRESS");
      const event = { kind: "bind", from: "PROVISIONING", to: "IN_PROGRESS" } as const;
      await appendEvent(client, { labSessionId, ...event });
    });
    expect(await refusalOf(bind)).toBe("FG008");
  });

  it("cannot lose it, but may change it within a transaction", async () => {
    const labSessionId = await reach(database.app, "IN_PROGRESS");
    const mapping = await activeMapping(labSessionId);
    expect(await refusalOf(release(database.app, mapping))).toBe("FG008");
    await inTransaction(database.app, async (client) => {
      await client.query("UPDATE lab_sessions SET version = version + 1 WHERE id = $1", [
        labSessionId,
      ]);
      await release(client, mapping);
      await insertMapping(client, labSessionId, { repoId: "424242", status: "ACTIVE" });
      await appendEvent(client, { labSessionId, kind: "rebind" });
    });
  });

  it("may be without it while it is held, and is not released so", async () => {
    const labSessionId = await reach(database.app, "IN_PROGRESS");
    const mapping = await activeMapping(labSessionId);
    const decide = (columns: string) =>
      inTransaction(database.app, async (client) => {
        await client.query(
          `UPDATE lab_sessions SET version = version + 1, ${columns} WHERE id = $1`,
          [labSessionId],
        );
        await appendEvent(client, { labSessionId, kind: "hold" });
      });
    await decide("held_at = now(), hold_reason = 'REPO_AMBIGUOUS'");
    await release(database.app, mapping);
    expect(await refusalOf(decide("held_at = NULL, hold_reason = NULL"))).toBe("FG008");
    const active =
      "UPDATE github_repo_mappings SET status = 'ACTIVE', released_at = NULL WHERE id = $1";
    await database.app.query(active, [mapping]);
    await decide("held_at = NULL, hold_reason = NULL");
  });

  it("is not reopened while another transaction releases its mapping", async () => {
    const labSessionId = await reach(database.app, "COMPLETED");
    const mapping = await activeMapping(labSessionId);
    const reopener = await database.app.connect();
    const releaser = await database.app.connect();
    try {
      await reopener.query("BEGIN");
      await releaser.query("BEGIN");
      await writeStatus(reopener, labSessionId, "IN_PROGRESS");
      const event = { kind: "reopen", from: "COMPLETED", to: "IN_PROGRESS" } as const;
      await appendEvent(reopener, { labSessionId, ...event });
      await release(releaser, mapping);
      // The release waits for the session's row at its commit, and then sees it in progress.
      const results = Promise.all([
        refusalOf(releaser.query("COMMIT")),
        refusalOf(reopener.query("COMMIT")),
      ]);
      expect((await results).filter((result) => result === "FG008")).toHaveLength(1);
    } finally {
      reopener.release();
      releaser.release();
    }
  });

  it("may be archived together with its mapping's release", async () => {
    const labSessionId = await reach(database.app, "IN_PROGRESS");
    const mapping = await activeMapping(labSessionId);
    await inTransaction(database.app, async (client) => {
      await writeStatus(client, labSessionId, "ARCHIVED");
      await release(client, mapping);
      const event = { kind: "archive", from: "IN_PROGRESS", to: "ARCHIVED" } as const;
      await appendEvent(client, { labSessionId, ...event });
    });
  });
});

describe("a repository intent", () => {
  it("claims its name for ever and its session until it is given up, however that ends", async () => {
    const [one, two] = [await startLabSession(database.app), await startLabSession(database.app)];
    await insertIntent(one, "git-basics-1");
    expect(await refusalOf(insertIntent(two, "Git-Basics-1"))).toBe(
      "23505 repository_intents_full_name_key",
    );
    expect(await refusalOf(insertIntent(one, "git-basics-2"))).toBe(
      "23505 repository_intents_one_open_key",
    );
    const abandon = "UPDATE repository_intents SET state = 'ABANDONED' WHERE lab_session_id = $1";
    await database.app.query(abandon, [one]);
    expect(await refusalOf(insertIntent(one, "git-basics-1"))).toBe(
      "23505 repository_intents_full_name_key",
    );
    for (const [name, state] of [
      ["git-basics-2", "DISCARDED"],
      ["git-basics-3", "SET_ASIDE"],
    ]) {
      await insertIntent(one, name ?? "");
      const settle = `UPDATE repository_intents SET state = '${state}' WHERE name = $1`;
      await database.app.query(settle, [name]);
    }
    await insertIntent(one, "git-basics-4");
  });

  it("is of its session's version", async () => {
    const labSessionId = await startLabSession(database.app);
    const other = await startLabSession(database.app);
    const { rows } = await database.app.query<{ id: string }>(
      "SELECT lab_version_id AS id FROM lab_sessions WHERE id = $1",
      [other],
    );
    expect(await refusalOf(insertIntent(labSessionId, "mixed", rows[0]?.id))).toBe(
      "23503 repository_intents_lab_session_id_lab_version_id_fkey",
    );
  });
});
