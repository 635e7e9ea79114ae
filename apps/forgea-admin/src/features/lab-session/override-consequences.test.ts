import { describe, expect, it } from "vitest";
import {
  describeConsequences,
  type OverrideKind,
  type OverrideSubject,
} from "./override-consequences.ts";

const now = Date.UTC(2026, 8, 1, 8);
const sha = "4f3c2b1a09f8e7d6c5b4a3928170615243342516";

function push(number: number, counted: boolean): OverrideSubject["pushes"][number] {
  return {
    number,
    commitSha: sha,
    ref: "refs/heads/main",
    forced: false,
    providerPushedAt: new Date(now),
    receivedAt: new Date(now),
    counted,
    notCountedReason: counted ? null : "SESSION_STATE_FORBIDS",
  };
}

const working: OverrideSubject = {
  status: "IN_PROGRESS",
  heldAt: null,
  holdReason: null,
  student: { id: "mia", name: "Mia Sørensen", login: "mia" },
  repository: { fullName: "forgea/git-basics-1", webUrl: "http://localhost/forgea/git-basics-1" },
  pushes: [push(3, true), push(2, true), push(1, true)],
  handedIn: { commitSha: sha, providerPushedAt: new Date(now) },
  endsAt: new Date(now + 85 * 60_000),
};
const describeAt = (kind: OverrideKind, facts: Partial<OverrideSubject> = {}) =>
  describeConsequences(kind, { ...working, ...facts }, now).join(" ");

describe("describeConsequences", () => {
  it("says how many pushes are kept, what is handed in, and how much time is given up", () => {
    expect(describeAt("force-complete")).toBe(
      "3 pushes are kept. Commit 4f3c2b1 is handed in. Mia keeps the repository; later pushes are kept and do not count. Mia can no longer submit: 1 h 25 min left are given up.",
    );
  });

  it("does not count minutes that are not there", () => {
    expect(describeAt("fail", { endsAt: new Date(now + 120 * 60_000) })).toContain("2 h left");
  });

  it("says how many of the kept pushes count, when not all do", () => {
    expect(describeAt("fail", { pushes: [push(2, false), push(1, true)] })).toContain(
      "2 pushes are kept, 1 of them counts.",
    );
  });

  it("does not speak of time that does not run", () => {
    expect(describeAt("force-complete", { status: "EXPIRED" })).not.toContain("left");
    expect(describeAt("fail", { endsAt: null })).not.toContain("left");
  });

  it("says that nothing is handed in when no push came", () => {
    const text = describeAt("force-complete", { pushes: [], handedIn: null });
    expect(text).toContain("No push has arrived.");
    expect(text).toContain("Nothing is handed in.");
  });

  it("says of a release by how much the end moves, which pushes are looked at, and what follows", () => {
    const held = { heldAt: new Date(now - 65 * 60_000), holdReason: "MASS_LOSS" };
    const waiting = { ...push(2, false), notCountedReason: "SESSION_AMBIGUOUS" };
    expect(describeAt("release", { ...held, pushes: [waiting, push(1, true)] })).toBe(
      "Held for 1 h 5 min: the end moves by as much. 1 push made meanwhile is looked at again. The repository is looked for at once. If it is still gone ten minutes later, the session stops.",
    );
  });

  it("promises no moved end where there is none, and no stop where a 404 proves nothing", () => {
    const held = { heldAt: new Date(now), holdReason: "REPOSITORY_UNREACHABLE", endsAt: null };
    const text = describeAt("release", held);
    expect(text).toContain("The session has no end, so none moves. No push was made meanwhile.");
    expect(text).toContain("put on hold again");
  });

  it("says that setting up ends, when there is no repository yet", () => {
    const text = describeAt("fail", {
      status: "PROVISIONING",
      pushes: [],
      handedIn: null,
      repository: null,
      endsAt: null,
    });
    expect(text).toBe("Setting up ends; the repository is not finished. Mia can no longer submit.");
  });
});
