import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LabSessionStatus } from "./generated/enums.ts";
import {
  appendEvent,
  insertActiveMapping,
  insertLab,
  insertLabSession,
  inTransaction,
  openTestDatabase,
  pathsTo,
  reach,
  refusalOf,
  startLabSession,
  type TestState,
  writeStatus,
} from "./test-rows.ts";

let database: Awaited<ReturnType<typeof openTestDatabase>>;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const legal: Record<TestState, Partial<Record<LabSessionStatus, string>>> = {
  PROVISIONING: { IN_PROGRESS: "bind", FAILED: "provisioning-failed", ARCHIVED: "archive" },
  IN_PROGRESS: { COMPLETED: "complete", EXPIRED: "expire", FAILED: "fail", ARCHIVED: "archive" },
  COMPLETED: { IN_PROGRESS: "reopen", EXPIRED: "revert", ARCHIVED: "archive" },
  EXPIRED: { IN_PROGRESS: "extend", COMPLETED: "force-complete", ARCHIVED: "archive" },
  "FAILED, never bound": { PROVISIONING: "retry", ARCHIVED: "archive" },
  "FAILED, once bound": { IN_PROGRESS: "reopen", ARCHIVED: "archive" },
  "ARCHIVED, never bound": {},
  "ARCHIVED, once bound": {},
};

const states = Object.keys(pathsTo) as TestState[];
const statusOf = (state: TestState) => state.split(",")[0] as LabSessionStatus;
const pairs = states.flatMap((state) =>
  Object.values(LabSessionStatus)
    .filter((to) => to !== statusOf(state))
    .map((to) => ({ state, to, kind: legal[state][to] })),
);

const insert = async (columns: string, values: string) => {
  const lab = await insertLab(database.app);
  return await refusalOf(
    database.app.query(
      `INSERT INTO lab_sessions (user_id, lab_id, lab_version_id, ${columns})
       VALUES ($1, $2, $3, ${values})`,
      [lab.userId, lab.labId, lab.labVersionId],
    ),
  );
};

describe("a change of status by plain SQL as the app's role", () => {
  it.each(pairs.filter((pair) => pair.kind))("is accepted: $state → $to", async (pair) => {
    const labSessionId = await reach(database.app, pair.state);
    await inTransaction(database.app, async (client) => {
      await writeStatus(client, labSessionId, pair.to);
      if (pair.kind === "bind") await insertActiveMapping(client, labSessionId);
      const from = statusOf(pair.state);
      await appendEvent(client, { labSessionId, kind: pair.kind ?? "", from, to: pair.to });
    });
    const { rows } = await database.app.query("SELECT status FROM lab_sessions WHERE id = $1", [
      labSessionId,
    ]);
    expect(rows).toEqual([{ status: pair.to }]);
  });

  it.each(pairs.filter((pair) => !pair.kind))("is refused: $state → $to", async (pair) => {
    const labSessionId = await reach(database.app, pair.state);
    expect(await refusalOf(writeStatus(database.app, labSessionId, pair.to))).toBe("FG001");
  });

  it.each(["worker", "owner"] as const)("is refused to the %s too", async (role) => {
    const labSessionId = await reach(database.app, "COMPLETED");
    expect(await refusalOf(writeStatus(database[role], labSessionId, "PROVISIONING"))).toBe(
      "FG001",
    );
  });

  it("is refused while the session is held, and accepted after its release", async () => {
    const labSessionId = await reach(database.app, "IN_PROGRESS");
    const decide = (columns: string, kind: string) =>
      inTransaction(database.app, async (client) => {
        await client.query(
          `UPDATE lab_sessions SET version = version + 1, ${columns} WHERE id = $1`,
          [labSessionId],
        );
        await appendEvent(client, { labSessionId, kind });
      });
    await decide("hold_reason = 'REPO_AMBIGUOUS', held_at = now()", "hold");
    expect(await refusalOf(writeStatus(database.app, labSessionId, "EXPIRED"))).toBe("FG003");
    const sneaky = "status = 'EXPIRED', hold_reason = NULL, held_at = NULL";
    expect(await refusalOf(decide(sneaky, "release"))).toBe("FG003");
    await decide("hold_reason = NULL, held_at = NULL", "release");
    await inTransaction(database.app, async (client) => {
      await writeStatus(client, labSessionId, "EXPIRED");
      const event = { kind: "expire", from: "IN_PROGRESS", to: "EXPIRED" } as const;
      await appendEvent(client, { labSessionId, ...event });
    });
  });
});

describe("a new session", () => {
  it.each(Object.values(LabSessionStatus).filter((status) => status !== "PROVISIONING"))(
    "never begins as %s",
    async (status) => {
      expect(await insert("status", `'${status}'`)).toBe("FG001");
    },
  );

  it("begins with version 1 and without a past", async () => {
    expect(await insert("version", "2")).toBe("FG002");
    expect(await insert("bound_at", "now()")).toBe("FG006");
    expect(await insert("held_at, hold_reason", "now(), 'X'")).toBe("FG006");
    expect(await insert("event_seq, event_hash", "1, sha256('')")).toBe("FG006");
  });

  it("is the only one of its student and lab that is not archived", async () => {
    const lab = await insertLab(database.app);
    const first = await startLabSession(database.app, lab);
    const second = () =>
      inTransaction(database.app, async (client) => {
        const { rows } = await client.query<{ id: string }>(
          `INSERT INTO lab_sessions (user_id, lab_id, lab_version_id, attempt)
           VALUES ($1, $2, $3, 2) RETURNING id`,
          [lab.userId, lab.labId, lab.labVersionId],
        );
        const labSessionId = rows[0]?.id ?? "";
        await appendEvent(client, { labSessionId, kind: "start", to: "PROVISIONING" });
      });
    expect(await refusalOf(second())).toBe("23505 lab_sessions_one_open_key");
    await inTransaction(database.app, async (client) => {
      await writeStatus(client, first, "ARCHIVED");
      const event = { kind: "archive", from: "PROVISIONING", to: "ARCHIVED" } as const;
      await appendEvent(client, { labSessionId: first, ...event });
    });
    await second();
  });

  it("is of a version of its own lab", async () => {
    const lab = await insertLab(database.app);
    const other = await insertLab(database.app);
    const mixed = insertLabSession(database.app, { ...lab, labVersionId: other.labVersionId });
    expect(await refusalOf(mixed)).toBe("23503 lab_sessions_lab_version_id_lab_id_fkey");
  });
});
