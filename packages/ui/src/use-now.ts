"use client";

import { useSyncExternalStore } from "react";

type Pace = "second" | "minute";

interface Ticker {
  readonly subscribe: (listener: () => void) => () => void;
  readonly read: () => number;
}

/** One interval for the whole page and each pace, however many times stand on it. */
function createTicker(milliseconds: number): Ticker {
  const listeners = new Set<() => void>();
  let timer: ReturnType<typeof setInterval> | undefined;
  let now = 0;

  function tick() {
    now = Date.now();
    for (const listener of listeners) listener();
  }

  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    timer ??= setInterval(tick, milliseconds);
    // A row that has just come in would lie in the future of a clock read 20 s ago. Not at every
    // subscriber: a thousand rows mount at once, and each new value renders all of them.
    if (Date.now() - now > 1000) tick();
    return () => {
      listeners.delete(listener);
      if (listeners.size > 0) return;
      clearInterval(timer);
      timer = undefined;
    };
  };

  const read = () => {
    // Before the first subscriber: fixed at the first look, because React compares two looks.
    if (now === 0) now = Date.now();
    return now;
  };

  return { subscribe, read };
}

const tickers = { second: createTicker(1000), minute: createTicker(20_000) };
const onServer = () => null;

/**
 * The present in milliseconds since the epoch, or null on the server and during hydration, where
 * the two clocks would disagree. `minute` looks every 20 s, so that no minute is shown late.
 */
export function useNow(pace: Pace): number | null {
  const ticker = tickers[pace];
  return useSyncExternalStore(ticker.subscribe, ticker.read, onServer);
}
