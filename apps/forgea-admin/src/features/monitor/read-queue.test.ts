import type { MonitorRow } from "@forgea/session";
import { beforeEach, describe, expect, it } from "vitest";
import { createManualTimers, type ManualTimers } from "../live/manual-timers.testing.ts";
import { createReadQueue } from "./read-queue.ts";
import { row } from "./rows.testing.ts";

interface Asked {
  ids: readonly string[];
  answer(): void;
  fail(): void;
}

/** Answers travel through promises: a turn of the event loop lets them arrive. */
const arrive = () => new Promise((resolve) => setImmediate(resolve));

describe("createReadQueue", () => {
  let timers: ManualTimers;
  let asked: Asked[];
  let seen: string[];
  beforeEach(() => {
    timers = createManualTimers();
    asked = [];
    seen = [];
  });

  const queue = () =>
    createReadQueue({
      timers,
      batchSize: 2,
      retryMs: 1_000,
      read: (ids) =>
        new Promise<MonitorRow[]>((resolve, reject) => {
          asked.push({
            ids,
            answer: () => resolve(ids.map((id) => row(id))),
            fail: () => reject(new Error("no answer")),
          });
        }),
      onRows: (rows) => seen.push(...rows.map((each) => each.id)),
    });

  it("asks at once, and collects what comes while an answer is on its way", async () => {
    const reads = queue();
    reads.request(["a"]);
    reads.request(["b"]);
    reads.request(["b", "c"]);
    expect(asked.map((each) => each.ids)).toEqual([["a"]]);
    asked[0]?.answer();
    await arrive();
    expect(asked.map((each) => each.ids)).toEqual([["a"], ["b", "c"]]);
    expect(seen).toEqual(["a"]);
  });

  it("never asks for more than one request may read", async () => {
    queue().request(["a", "b", "c"]);
    expect(asked[0]?.ids).toEqual(["a", "b"]);
    asked[0]?.answer();
    await arrive();
    expect(asked[1]?.ids).toEqual(["c"]);
  });

  it("asks again for what failed, so that no row stays old", async () => {
    const reads = queue();
    reads.request(["a"]);
    asked[0]?.fail();
    await arrive();
    reads.request(["b"]);
    expect(asked).toHaveLength(1);
    timers.advance(1_000);
    expect(asked[1]?.ids.toSorted()).toEqual(["a", "b"]);
    asked[1]?.answer();
    await arrive();
    expect(seen.toSorted()).toEqual(["a", "b"]);
  });

  it("asks and says nothing after it was stopped", async () => {
    const reads = queue();
    reads.request(["a"]);
    reads.stop();
    asked[0]?.answer();
    await arrive();
    timers.advance(10_000);
    expect(seen).toEqual([]);
    expect(asked).toHaveLength(1);
  });
});
