export interface SlidingWindow {
  /** Milliseconds until one more fits; 0 when it fits now. */
  waitMs(now: number): number;
  add(now: number): void;
  /** Takes back one that was added at this time and then did not happen. */
  remove(at: number): void;
}

/** At most `limit` in any stretch of `lengthMs` milliseconds, wherever it begins. */
export function createSlidingWindow(limit: number, lengthMs: number): SlidingWindow {
  let times: number[] = [];
  return {
    waitMs(now) {
      times = times.filter((at) => at > now - lengthMs);
      const leaves = times[times.length - limit];
      return leaves === undefined ? 0 : leaves + lengthMs - now;
    },
    add: (now) => void times.push(now),
    remove(at) {
      const index = times.lastIndexOf(at);
      if (index !== -1) times.splice(index, 1);
    },
  };
}
