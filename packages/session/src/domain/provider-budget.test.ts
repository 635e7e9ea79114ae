import { array, assert, integer, property, record } from "fast-check";
import { describe, expect, it } from "vitest";
import {
  creationLimits,
  nextSlots,
  paceOf,
  preparingLimits,
  recentCalls,
  turnAt,
} from "./provider-budget.ts";

const now = 1_800_000_000_000;
const fresh = { calls: [], blockedUntil: null };
const members = { ahead: 299, callsEach: 1, owed: 0 };
const guests = { ahead: 299, callsEach: 2, owed: 0 };

/** The most calls in any window of that length that ends at a call. */
function mostIn(windowMs: number, calls: readonly number[]): number {
  return Math.max(
    0,
    ...calls.map((end) => calls.filter((call) => call <= end && call > end - windowMs).length),
  );
}

describe("nextSlots", () => {
  it("lets a full minute's worth go at once, and the next when the first are a minute old", () => {
    const slots = nextSlots(fresh, creationLimits, now, 76);
    expect(slots.slice(0, 75)).toEqual(Array.from({ length: 75 }, () => now));
    expect(slots[75]).toBe(now + 60_000);
  });

  it("serves a class of 300 in three minutes when no invitations are needed", () => {
    expect(turnAt(fresh, creationLimits, now, members) - now).toBe(3 * 60_000);
  });

  it("says honestly that 300 with an invitation each do not fit into an hour", () => {
    expect(turnAt(fresh, creationLimits, now, guests) - now).toBeGreaterThan(3_600_000);
  });

  it("waits as long as the provider asked for", () => {
    const state = { calls: [], blockedUntil: now + 30_000 };
    expect(nextSlots(state, creationLimits, now, 1)).toEqual([now + 30_000]);
  });

  it("finds the oldest call of a window whatever the order in which they were settled", () => {
    const calls = Array.from({ length: 75 }, (_, index) => now - 500 * ((index * 7) % 75));
    expect(nextSlots({ ...fresh, calls }, creationLimits, now, 1)).toEqual([now - 37_000 + 60_000]);
  });

  it("spreads estimates by the pace at which turns are taken", () => {
    expect(nextSlots({ ...fresh, paceMs: 50 }, null, now, 3)).toEqual([now, now + 50, now + 100]);
  });

  it("does not count the pace of a turn twice where an invitation follows it", () => {
    const state = { ...fresh, paceMs: 50 };
    for (const callsEach of [1, 2]) {
      const line = { ahead: 20, callsEach, owed: 0 };
      expect(turnAt(state, null, now, line)).toBe(now + 20 * 50);
    }
  });

  it("never fills a window beyond its limit, whatever was called before", () => {
    assert(
      property(
        record({
          perMinute: integer({ min: 1, max: 10 }),
          extra: integer({ min: 0, max: 20 }),
        }),
        array(integer({ min: 0, max: 4_000_000 }), { maxLength: 30 }),
        integer({ min: 1, max: 60 }),
        ({ perMinute, extra }, ages, count) => {
          const limits = { ...creationLimits, perMinute, perHour: perMinute + extra };
          // A legal history: what this very function would have allowed.
          const asked = ages.map((age) => now - 4_000_000 + age).toSorted((a, b) => a - b);
          const history: number[] = [];
          for (const at of asked) {
            const [slot] = nextSlots({ calls: history, blockedUntil: null }, limits, at, 1);
            if (slot === at) history.push(at);
          }
          const slots = nextSlots({ calls: history, blockedUntil: null }, limits, now, count);
          const all = [...history, ...slots];
          expect(mostIn(60_000, all)).toBeLessThanOrEqual(limits.perMinute);
          expect(mostIn(3_600_000, all)).toBeLessThanOrEqual(limits.perHour);
          expect(slots.every((slot) => slot >= now)).toBe(true);
        },
      ),
    );
  });
});

describe("recentCalls", () => {
  it("keeps exactly the last hour", () => {
    const calls = [now - 3_600_000, now - 3_599_999, now];
    expect(recentCalls(calls, creationLimits, now)).toEqual([now - 3_599_999, now]);
  });
});

describe("preparingLimits", () => {
  it("leaves a fifth to students who start meanwhile", () => {
    expect(preparingLimits(creationLimits)).toMatchObject({
      perMinute: 60,
      perHour: 360,
      atOnce: 16,
    });
  });
});

describe("paceOf", () => {
  it("is the mean distance of turns that followed one another, waiting left out", () => {
    const turns = [0, 100, 200, 300, 60_000, 60_100, 60_200];
    expect(paceOf(turns.toReversed())).toBe(100);
  });

  it("is cautious before anything was seen", () => {
    expect(paceOf([])).toBe(100);
  });
});
