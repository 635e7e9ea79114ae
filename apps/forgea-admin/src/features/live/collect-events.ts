import type { EventView } from "@forgea/session";
import type { Timers } from "@forgea/trpc/follow-stream";

export interface EventCollector {
  add(event: EventView): void;
  /** Forgets what was collected and not yet handed on. */
  stop(): void;
}

/**
 * Hands events on in batches, at most one batch per window. The first event after a quiet window
 * is handed on at once, so that a single push is never delayed; a burst costs one batch per window.
 */
export function createEventCollector(
  timers: Timers,
  windowMs: number,
  handOn: (events: readonly EventView[]) => void,
): EventCollector {
  let collected: EventView[] = [];
  let lastHandedOnAt = Number.NEGATIVE_INFINITY;
  let cancel: (() => void) | null = null;

  function flush(): void {
    cancel = null;
    const batch = collected;
    collected = [];
    lastHandedOnAt = timers.now();
    handOn(batch);
  }

  return {
    add(event) {
      collected.push(event);
      if (cancel !== null) return;
      const wait = Math.max(0, lastHandedOnAt + windowMs - timers.now());
      if (wait === 0) flush();
      else cancel = timers.after(wait, flush);
    },
    stop() {
      cancel?.();
      cancel = null;
      collected = [];
    },
  };
}
