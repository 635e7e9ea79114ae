import type { Timers } from "@forgea/trpc/follow-stream";

export interface ManualTimers extends Timers {
  advance(milliseconds: number): void;
}

/** A clock for tests: time passes only when it is told to. */
export function createManualTimers(start = 1_000_000): ManualTimers {
  let now = start;
  let waiting: { at: number; callback: () => void }[] = [];
  return {
    now: () => now,
    after(milliseconds, callback) {
      const timer = { at: now + milliseconds, callback };
      waiting.push(timer);
      return () => {
        waiting = waiting.filter((other) => other !== timer);
      };
    },
    advance(milliseconds) {
      const end = now + milliseconds;
      for (;;) {
        const next = waiting
          .filter((timer) => timer.at <= end)
          .toSorted((a, b) => a.at - b.at)
          .at(0);
        if (next === undefined) break;
        waiting = waiting.filter((other) => other !== next);
        now = next.at;
        next.callback();
      }
      now = end;
    },
  };
}
