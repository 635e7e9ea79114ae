import type { EventView } from "@forgea/session";
import { beforeEach, describe, expect, it } from "vitest";
import { createEventCollector } from "./collect-events.ts";
import { createManualTimers, type ManualTimers } from "./manual-timers.testing.ts";

let sequence = 0;
function event(labSessionId: string, seq = 1): EventView {
  sequence += 1;
  return {
    cursor: `${sequence}`,
    labSessionId,
    seq,
    kind: "push-received",
    from: null,
    to: null,
    at: "2026-09-01T08:00:00.000Z",
  };
}

describe("createEventCollector", () => {
  let timers: ManualTimers;
  let batches: string[][];
  beforeEach(() => {
    timers = createManualTimers();
    batches = [];
  });
  const collector = () =>
    createEventCollector(timers, 50, (events) => batches.push(events.map((e) => e.labSessionId)));

  it("hands a single event on at once, so that a push is not delayed", () => {
    collector().add(event("a"));
    expect(batches).toEqual([["a"]]);
  });

  it("collects a burst and hands it on after at most one window", () => {
    const events = collector();
    for (const id of ["a", "b", "c"]) events.add(event(id));
    timers.advance(49);
    expect(batches).toEqual([["a"]]);
    timers.advance(1);
    expect(batches).toEqual([["a"], ["b", "c"]]);
  });

  it("never hands on more than one batch per window", () => {
    const events = collector();
    for (let millisecond = 0; millisecond < 500; millisecond += 1) {
      events.add(event("a"));
      timers.advance(1);
    }
    expect(batches.length).toBeLessThanOrEqual(11);
    expect(batches.flat().length).toBeGreaterThanOrEqual(450);
  });

  it("hands nothing on after it was stopped", () => {
    const events = collector();
    events.add(event("a"));
    events.add(event("b"));
    events.stop();
    timers.advance(100);
    expect(batches).toEqual([["a"]]);
  });
});
