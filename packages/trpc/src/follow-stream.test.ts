import { beforeEach, describe, expect, it } from "vitest";
import {
  followStream,
  hiddenGraceMs,
  type LiveState,
  type StreamObserver,
} from "./follow-stream.ts";
import { createManualTimers, type ManualTimers } from "./manual-timers.testing.ts";

const message = { number: 1 };

describe("followStream", () => {
  let timers: ManualTimers;
  let connections: {
    lastEventId: string | null;
    observer: StreamObserver<unknown>;
    closed: boolean;
  }[];
  let states: LiveState[];
  let seen: unknown[];
  let ends: number;

  beforeEach(() => {
    timers = createManualTimers();
    connections = [];
    states = [];
    seen = [];
    ends = 0;
  });

  const follow = () =>
    followStream<unknown>({
      timers,
      open(lastEventId, observer) {
        const connection = { lastEventId, observer, closed: false };
        connections.push(connection);
        return () => {
          connection.closed = true;
        };
      },
      onState: (state) => states.push(state),
      onMessage: (received) => seen.push(received),
      onEnded: () => {
        ends += 1;
      },
    });
  const connection = (index: number) => {
    const found = connections[index];
    if (found === undefined) throw new Error(`no connection ${index}`);
    return found;
  };

  it("resumes after the last message seen", () => {
    follow();
    connection(0).observer.connected();
    connection(0).observer.received("7-3", message);
    connection(0).observer.ended();
    timers.advance(250);
    expect(connection(1).lastEventId).toBe("7-3");
    connection(1).observer.connected();
    expect(seen).toEqual([message]);
  });

  it("says since when the page is stale: since the connection broke, not since the last retry", () => {
    follow();
    connection(0).observer.connected();
    timers.advance(5_000);
    const brokeAt = timers.now();
    connection(0).observer.ended();
    timers.advance(250);
    connection(1).observer.ended();
    timers.advance(500);
    expect(states.at(-1)).toEqual({ phase: "reconnecting", since: brokeAt });
    expect(ends).toBe(2);
  });

  it("waits longer after each failure, up to a quarter of a minute, and starts over once connected", () => {
    follow();
    for (let failure = 0; failure < 12; failure += 1) {
      connections.at(-1)?.observer.ended();
      timers.advance(15_000);
    }
    expect(connections).toHaveLength(13);
    connections.at(-1)?.observer.connected();
    connections.at(-1)?.observer.ended();
    timers.advance(250);
    expect(connections).toHaveLength(14);
  });

  it("does not listen to a connection that it has replaced", () => {
    follow();
    connection(0).observer.ended();
    timers.advance(250);
    connection(0).observer.received("9-9", message);
    connection(0).observer.ended();
    timers.advance(60_000);
    expect(seen).toEqual([]);
    expect(connections).toHaveLength(2);
  });

  it("closes the stream of a tab that was hidden for 20 s, and resumes it when the tab is shown", () => {
    const follower = follow();
    connection(0).observer.connected();
    connection(0).observer.received("7-3", message);
    follower.setHidden(true);
    timers.advance(hiddenGraceMs - 1);
    expect(connection(0).closed).toBe(false);
    timers.advance(1);
    expect(connection(0).closed).toBe(true);
    expect(states.at(-1)).toEqual({ phase: "paused", since: timers.now() });
    follower.setHidden(false);
    expect(connection(1).lastEventId).toBe("7-3");
    connection(1).observer.connected();
    expect(states.at(-1)).toEqual({ phase: "live" });
  });

  it("keeps the stream of a tab that was hidden for a moment", () => {
    const follower = follow();
    connection(0).observer.connected();
    follower.setHidden(true);
    timers.advance(hiddenGraceMs - 1);
    follower.setHidden(false);
    timers.advance(hiddenGraceMs);
    expect(connection(0).closed).toBe(false);
    expect(connections).toHaveLength(1);
  });

  it("opens nothing more once it was stopped", () => {
    const follower = follow();
    connection(0).observer.ended();
    follower.stop();
    timers.advance(60_000);
    expect(connections).toHaveLength(1);
  });
});
