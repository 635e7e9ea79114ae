import type { MonitorRow } from "@forgea/session";
import type { Timers } from "@forgea/trpc/follow-stream";

export interface ReadQueueSources {
  readonly timers: Timers;
  readonly batchSize: number;
  readonly retryMs: number;
  read(ids: readonly string[]): Promise<readonly MonitorRow[]>;
  onRows(rows: readonly MonitorRow[]): void;
}

export interface ReadQueue {
  request(ids: readonly string[]): void;
  stop(): void;
}

/**
 * Reads rows one request after the other: the first at once, and while it is on its way the next
 * ids collect, so that a slow server is asked less often, not more. What failed is asked for again.
 */
export function createReadQueue(sources: ReadQueueSources): ReadQueue {
  const waiting = new Set<string>();
  let reading = false;
  let cancelRetry: (() => void) | null = null;
  let stopped = false;

  async function drain(): Promise<void> {
    reading = true;
    while (waiting.size > 0) {
      const ids = [...waiting].slice(0, sources.batchSize);
      for (const id of ids) waiting.delete(id);
      try {
        const rows = await sources.read(ids);
        if (!stopped) sources.onRows(rows);
      } catch {
        // Nothing is shown to the person: the badge says whether the page is true, and this heals.
        if (stopped) break;
        for (const id of ids) waiting.add(id);
        cancelRetry = sources.timers.after(sources.retryMs, retry);
        break;
      }
    }
    reading = false;
  }

  function retry(): void {
    cancelRetry = null;
    void drain();
  }

  return {
    request(ids) {
      for (const id of ids) waiting.add(id);
      if (!reading && cancelRetry === null) void drain();
    },
    stop() {
      stopped = true;
      waiting.clear();
      cancelRetry?.();
    },
  };
}
