import type { TimelineEntry } from "@forgea/session";
import { describe, expect, it } from "vitest";
import { changesSince, readStaleDetails } from "./changes-since.ts";

function entry(seq: number, facts: Partial<TimelineEntry>): TimelineEntry {
  return {
    seq,
    kind: "push-accepted",
    from: null,
    to: null,
    actorKind: "SYSTEM",
    actorName: null,
    reason: null,
    data: {},
    correlationId: "c",
    at: new Date(0),
    ...facts,
  };
}

const timeline = [
  entry(1, { kind: "start", to: "PROVISIONING" }),
  entry(2, { kind: "bind", from: "PROVISIONING", to: "IN_PROGRESS" }),
  entry(3, {}),
  entry(4, { kind: "complete", from: "IN_PROGRESS", to: "COMPLETED" }),
  entry(5, { kind: "hold" }),
];

describe("changesSince", () => {
  it("names the decisions after what was seen, and not the pushes: those make no version old", () => {
    expect(changesSince(2, timeline).map(({ kind }) => kind)).toEqual(["complete", "hold"]);
  });

  it("says nothing when nothing was decided since", () => {
    expect(changesSince(5, timeline)).toEqual([]);
  });
});

describe("readStaleDetails", () => {
  it("reads the current version, status and time", () => {
    const changedAt = "2026-09-01T08:00:00.000Z";
    expect(readStaleDetails({ currentVersion: 4, currentStatus: "COMPLETED", changedAt })).toEqual({
      version: 4,
      status: "COMPLETED",
      changedAt: new Date(changedAt),
    });
  });

  it("says nothing when the server said something else", () => {
    expect(readStaleDetails({})).toBeNull();
    expect(
      readStaleDetails({ currentVersion: 4, currentStatus: "GONE", changedAt: "" }),
    ).toBeNull();
  });
});
