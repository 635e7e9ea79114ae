import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { LabSessionStatus } from "./generated/enums.ts";
import {
  appendEvent,
  insertActiveMapping,
  inTransaction,
  openTestDatabase,
  pathsTo,
  reach,
  refusalOf,
  type TestState,
  writeStatus,
} from "./test-rows.ts";

let database: Awaited<ReturnType<typeof openTestDatabase>>;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

/** Where each event leads, from wherever it may. */
const leadsTo: Record<string, LabSessionStatus> = {
  start: "PROVISIONING",
  bind: "IN_PROGRESS",
  "provisioning-failed": "FAILED",
  fail: "FAILED",
  retry: "PROVISIONING",
  complete: "COMPLETED",
  "force-complete": "COMPLETED",
  expire: "EXPIRED",
  "repository-lost": "FAILED",
  extend: "IN_PROGRESS",
  reopen: "IN_PROGRESS",
  revert: "EXPIRED",
  archive: "ARCHIVED",
};

const legal: Record<TestState, readonly string[]> = {
  PROVISIONING: ["bind", "provisioning-failed", "fail", "archive"],
  IN_PROGRESS: ["complete", "force-complete", "expire", "repository-lost", "fail", "archive"],
  COMPLETED: ["reopen", "revert", "archive"],
  EXPIRED: ["force-complete", "extend", "archive"],
  "FAILED, never bound": ["retry", "archive"],
  "FAILED, once bound": ["reopen", "archive"],
  "ARCHIVED, never bound": [],
  "ARCHIVED, once bound": [],
};

const states = Object.keys(pathsTo) as TestState[];
const pairs = states.flatMap((state) =>
  Object.entries(leadsTo).map(([kind, to]) => ({
    state,
    kind,
    to,
    from: state.split(",")[0] as LabSessionStatus,
    isLegal: legal[state].includes(kind),
  })),
);

/** Status and event together, as somebody with the app's password would write them. */
async function write({ state, kind, from, to }: (typeof pairs)[number]) {
  const labSessionId = await reach(database.app, state);
  const before = await countEvents(labSessionId);
  const outcome = await refusalOf(
    inTransaction(database.app, async (client) => {
      await writeStatus(client, labSessionId, to);
      if (kind === "bind" && from === "PROVISIONING") {
        await insertActiveMapping(client, labSessionId);
      }
      await appendEvent(client, { labSessionId, kind, from, to });
    }),
  );
  const { rows } = await database.app.query<{ status: string }>(
    "SELECT status FROM lab_sessions WHERE id = $1",
    [labSessionId],
  );
  const events = (await countEvents(labSessionId)) - before;
  return { outcome, status: rows[0]?.status, events };
}

async function countEvents(labSessionId: string): Promise<number> {
  const { rows } = await database.app.query<{ n: number }>(
    "SELECT count(*)::int AS n FROM session_events WHERE lab_session_id = $1",
    [labSessionId],
  );
  return rows[0]?.n ?? 0;
}

describe("a status with its event by plain SQL as the app's role", () => {
  it.each(pairs.filter(({ isLegal }) => isLegal))(
    "is accepted: $kind, from $state",
    async (pair) => {
      expect(await write(pair)).toEqual({ outcome: "accepted", status: pair.to, events: 1 });
    },
  );

  it.each(pairs.filter(({ isLegal }) => !isLegal))(
    "is refused and leaves nothing: $kind, from $state",
    async (pair) => {
      const { outcome, status, events } = await write(pair);
      // FG001: no such move. FG007: there is one, but not by this event. The CHECKs: a row that
      // does not move, or cannot be in that status.
      expect(outcome).toMatch(
        /^(FG001|FG007|23514 (session_events_status|lab_sessions_)\w+check)$/,
      );
      expect([status, events]).toEqual([pair.from, 0]);
    },
  );

  it("says every pair of a state and an event exactly once", () => {
    expect(pairs).toHaveLength(8 * 13);
    expect(pairs.filter(({ isLegal }) => isLegal)).toHaveLength(20);
  });
});
