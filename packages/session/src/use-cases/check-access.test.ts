import { createTestDatabase, type TestDatabase } from "@forgea/testing/database";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ProviderError } from "../ports.ts";
import { buildWorkingSession, createTestDeps, type TestDeps } from "../testing.ts";
import { acceptOwnInvitation } from "./accept-invitation.ts";
import { sweepAccess } from "./sweep-access.ts";
import { viewReadiness } from "./view-readiness.ts";

let database: TestDatabase;
let deps: TestDeps;

beforeAll(async () => {
  database = await createTestDatabase();
  deps = createTestDeps(database);
});
afterAll(async () => {
  await deps.close();
  await database.drop();
});
beforeEach(async () => {
  // Sweeps look at every open invitation: those of the test before are closed.
  await deps.worker.pool.query(
    "UPDATE lab_sessions SET access_state = 'ACCEPTED', invitation_expires_at = NULL",
  );
  deps.github.invitations = true;
  deps.github.calls.length = 0;
  deps.clock.set(new Date());
});

const sweep = () => sweepAccess({ ...deps, database: deps.worker }, "sweep");
const fullName = ({ mapping }: { mapping: { owner: string; name: string } }) =>
  `${mapping.owner}/${mapping.name}`;
const kindsOf = async (session: Awaited<ReturnType<typeof buildWorkingSession>>) =>
  (await session.read()).events.map(({ kind, actorKind }) => `${kind} ${actorKind}`).slice(4);

/** What the pause between two looks would do, without waiting for it. */
const forgetLooks = () =>
  deps.worker.pool.query("UPDATE lab_sessions SET access_checked_at = NULL");

describe("sweepAccess", () => {
  it("finds an acceptance that no webhook told, once, and leaves the version alone", async () => {
    const session = await buildWorkingSession(deps, "told-by-nobody");
    deps.github.invitations = false;
    await Promise.all([sweep(), sweep(), sweep()]);
    const after = await session.read();
    expect(after).toMatchObject({ accessState: "ACCEPTED", invitationExpiresAt: null, version: 2 });
    expect(await kindsOf(session)).toEqual(["access-accepted SYSTEM"]);
    expect(deps.github.calls.filter((call) => call === "findAccess")).toHaveLength(1);
  });

  it("renews an invitation in its last day, and only once", async () => {
    const session = await buildWorkingSession(deps, "last-day");
    const first = deps.github.openInvitations.get(fullName(session));
    deps.clock.set(new Date(Date.now() + 6.5 * 86_400_000));
    await Promise.all([sweep(), sweep()]);
    const renewed = deps.github.openInvitations.get(fullName(session));
    expect(renewed?.invitationId).not.toBe(first?.invitationId);
    expect(await session.read()).toMatchObject({
      accessState: "INVITED",
      invitationExpiresAt: renewed?.expiresAt,
    });
    expect(await kindsOf(session)).toEqual(["access-invited SYSTEM"]);
    expect(deps.github.calls.filter((call) => call === "cancelInvitation")).toHaveLength(1);
  });

  it("does not send a declined invitation again, and does not ask twice within the pause", async () => {
    const session = await buildWorkingSession(deps, "declined");
    deps.github.openInvitations.delete(fullName(session));
    deps.github.calls.length = 0;
    await sweep();
    await sweep();
    expect(await session.read()).toMatchObject({ accessState: "INVITED" });
    expect(deps.github.calls).toEqual(["findAccess"]);
  });

  it("goes on with the other sessions when the provider refuses one", async () => {
    const [first, second] = [
      await buildWorkingSession(deps, "one-refused"),
      await buildWorkingSession(deps, "one-fine"),
    ];
    await forgetLooks();
    deps.github.openInvitations.clear();
    deps.github.failNext.set("findAccess", new ProviderError("unavailable", "no answer"));
    deps.github.invitations = false;
    await sweep();
    const states = await Promise.all([first.read(), second.read()]);
    expect(states.map(({ accessState }) => accessState).toSorted()).toEqual([
      "ACCEPTED",
      "INVITED",
    ]);
  });
});

describe("acceptOwnInvitation", () => {
  it("accepts with the student's own token", async () => {
    const session = await buildWorkingSession(deps, "own-token");
    const mia = { ...session.student, providerToken: "ghp_secret" };
    expect(await acceptOwnInvitation(deps, mia, session.id, "click")).toEqual({
      state: "ACCEPTED",
    });
    expect(await kindsOf(session)).toEqual(["access-accepted STUDENT"]);
  });

  it("accepts right after a worker has looked, which cannot accept for them", async () => {
    const session = await buildWorkingSession(deps, "after-a-sweep");
    await sweep();
    expect(await session.read()).toMatchObject({ accessState: "INVITED" });
    const mia = { ...session.student, providerToken: "ghp_secret" };
    expect(await acceptOwnInvitation(deps, mia, session.id, "click")).toEqual({
      state: "ACCEPTED",
    });
  });

  it("accepts when the session is held by a push that is being recorded meanwhile", async () => {
    const session = await buildWorkingSession(deps, "while-pushing");
    const mia = { ...session.student, providerToken: "ghp_secret" };
    const push = await deps.worker.pool.connect();
    await push.query("BEGIN");
    await push.query("SELECT id FROM lab_sessions WHERE id = $1 FOR NO KEY UPDATE", [session.id]);
    const pressed = acceptOwnInvitation(deps, mia, session.id, "click");
    try {
      await expect.poll(waiting).toBe(1);
    } finally {
      await push.query("COMMIT");
      push.release();
    }
    expect(await pressed).toEqual({ state: "ACCEPTED" });

    async function waiting() {
      const { rows } = await push.query<{ count: number }>(
        `SELECT count(*)::int AS count FROM pg_stat_activity
         WHERE datname = current_database() AND pg_backend_pid() = ANY (pg_blocking_pids(pid))`,
      );
      return rows[0]?.count;
    }
  });

  it("sends a declined invitation again when the student asks, and says that it waits", async () => {
    const session = await buildWorkingSession(deps, "asked-again");
    deps.github.openInvitations.delete(fullName(session));
    expect(await acceptOwnInvitation(deps, session.student, session.id, "click")).toEqual({
      state: "INVITED",
    });
    expect(deps.github.openInvitations.has(fullName(session))).toBe(true);
  });

  it("asks the provider once for a double click", async () => {
    const session = await buildWorkingSession(deps, "double-click");
    deps.github.calls.length = 0;
    const click = () => acceptOwnInvitation(deps, session.student, session.id, "click");
    await Promise.all([click(), click(), click()]);
    expect(deps.github.calls.filter((call) => call === "findAccess")).toHaveLength(1);
  });

  it("answers a foreign session and one that does not exist alike, and asks nobody", async () => {
    const session = await buildWorkingSession(deps, "foreign");
    const other = await buildWorkingSession(deps, "foreign-other");
    deps.github.calls.length = 0;
    for (const id of [session.id, "0190a000-0000-7000-8000-000000000000"]) {
      await expect(acceptOwnInvitation(deps, other.student, id, "click")).rejects.toMatchObject({
        code: "NOT_FOUND",
      });
    }
    expect(deps.github.calls).toEqual([]);
  });

  it("says that the provider does not answer, and changes nothing", async () => {
    const session = await buildWorkingSession(deps, "silent");
    deps.github.failNext.set("findAccess", new ProviderError("unavailable", "no answer"));
    await expect(
      acceptOwnInvitation(deps, session.student, session.id, "click"),
    ).rejects.toMatchObject({ code: "PROVIDER_UNAVAILABLE" });
    expect(await session.read()).toMatchObject({ accessState: "INVITED" });
  });
});

describe("viewReadiness", () => {
  it("names the labs whose invitation is still open", async () => {
    const session = await buildWorkingSession(deps, "open-invitation");
    expect(await viewReadiness(deps, session.student)).toMatchObject({
      provider: { host: "local-github", reachable: true },
      invitations: [{ labSessionId: session.id, labTitle: "Lab open-invitation" }],
    });
    deps.github.invitations = false;
    await forgetLooks();
    await sweep();
    expect((await viewReadiness(deps, session.student)).invitations).toEqual([]);
  });
});
