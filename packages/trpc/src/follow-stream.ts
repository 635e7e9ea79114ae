/** Timers are passed in, so that tests drive the time. */
export interface Timers {
  now(): number;
  /** Calls back once after so many milliseconds; returns how to cancel it. */
  after(milliseconds: number, callback: () => void): () => void;
}

/** How the stream stands. `since`: the last moment (ms) at which the page was known to be true. */
export type LiveState =
  | { readonly phase: "connecting" | "live" }
  | { readonly phase: "reconnecting" | "paused"; readonly since: number };

/** What one connection reports. */
export interface StreamObserver<Message> {
  connected(): void;
  received(cursor: string, message: Message): void;
  /** The connection broke, was refused or came to its end. Called once. */
  ended(): void;
}

/** Opens a connection that resumes after the cursor; returns how to close it. */
export type OpenStream<Message> = (
  lastEventId: string | null,
  observer: StreamObserver<Message>,
) => () => void;

export interface StreamSources<Message> {
  readonly timers: Timers;
  readonly open: OpenStream<Message>;
  onState(state: LiveState): void;
  onMessage(message: Message): void;
  /** A connection ended: a good moment to ask whether this person may still look. */
  onEnded(): void;
}

export interface StreamFollower {
  setHidden(hidden: boolean): void;
  stop(): void;
}

/** A tab that nobody looks at gives its connection back after this time. */
export const hiddenGraceMs = 20_000;
const firstRetryMs = 250;
const longestRetryMs = 15_000;

/**
 * Keeps one stream of messages open: resumes after the last one seen, retries with growing pauses,
 * closes in a hidden tab (browsers allow six connections per host) and resumes when it is shown.
 * Browser-safe, without React.
 */
export function followStream<Message>(sources: StreamSources<Message>): StreamFollower {
  const { timers } = sources;
  let cursor: string | null = null;
  let phase: LiveState["phase"] = "connecting";
  let trueAt = timers.now();
  let failures = 0;
  let close: (() => void) | null = null;
  let cancelRetry: (() => void) | null = null;
  let cancelHide: (() => void) | null = null;

  function enter(next: LiveState["phase"]): void {
    if (next === phase) return;
    if (phase === "live") trueAt = timers.now();
    phase = next;
    sources.onState(
      next === "reconnecting" || next === "paused"
        ? { phase: next, since: trueAt }
        : { phase: next },
    );
  }

  function connect(): void {
    cancelRetry = null;
    // A connection that was closed or replaced must not speak for the one after it.
    let current = true;
    const closeStream = sources.open(cursor, {
      connected() {
        if (!current) return;
        failures = 0;
        enter("live");
      },
      received(nextCursor, message) {
        if (!current) return;
        cursor = nextCursor;
        sources.onMessage(message);
      },
      ended() {
        if (!current) return;
        disconnect();
        enter("reconnecting");
        cancelRetry = timers.after(Math.min(longestRetryMs, firstRetryMs * 2 ** failures), connect);
        failures += 1;
        sources.onEnded();
      },
    });
    close = () => {
      current = false;
      closeStream();
    };
  }

  function disconnect(): void {
    cancelRetry?.();
    cancelRetry = null;
    close?.();
    close = null;
  }

  connect();
  return {
    setHidden(hidden) {
      cancelHide?.();
      cancelHide = null;
      if (hidden && phase !== "paused") {
        cancelHide = timers.after(hiddenGraceMs, () => {
          disconnect();
          enter("paused");
        });
      }
      if (!hidden && phase === "paused") {
        failures = 0;
        enter("reconnecting");
        connect();
      }
    },
    stop() {
      cancelHide?.();
      disconnect();
    },
  };
}
