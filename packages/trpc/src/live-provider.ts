"use client";

import {
  createContext,
  createElement,
  type ReactNode,
  use,
  useEffect,
  useEffectEvent,
  useRef,
  useState,
} from "react";
import { followStream, type LiveState, type OpenStream, type Timers } from "./follow-stream.ts";

interface Live<Message> {
  readonly state: LiveState;
  readonly listeners: Set<(message: Message) => void>;
}

/** What one app needs of its live stream: a provider for the whole tab and two hooks. */
export interface LiveHooks<Message> {
  /** Keeps the tab's one stream open while it is mounted. `open` must be stable. */
  readonly LiveProvider: (props: {
    open: OpenStream<Message>;
    /** A connection ended: a good moment to ask whether this person may still look. */
    onEnded: () => void;
    children: ReactNode;
  }) => ReactNode;
  /** How the tab's stream stands. */
  readonly useLiveState: () => LiveState;
  /** Calls the listener once at the start (catch up) and for each message while it is mounted. */
  readonly useLiveMessages: (listener: (message: Message) => void) => void;
}

const browserTimers: Timers = {
  now: () => Date.now(),
  after(milliseconds, callback) {
    const timer = setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  },
};

/**
 * Makes an app's live hooks; called once per app, at module level. Browser-safe. `catchUp` is what a
 * listener hears when it begins: the tab's stream outlives its pages, so whatever happened between
 * the server's reading of a page and that page's first moment here was told to nobody.
 */
export function createLiveHooks<Message>(catchUp: Message): LiveHooks<Message> {
  const LiveContext = createContext<Live<Message> | null>(null);
  const useLive = () => {
    const live = use(LiveContext);
    if (live === null) throw new Error("LiveProvider is missing above this component");
    return live;
  };

  function LiveProvider({
    open,
    onEnded,
    children,
  }: Parameters<LiveHooks<Message>["LiveProvider"]>[0]) {
    const [state, setState] = useState<LiveState>({ phase: "connecting" });
    const [listeners] = useState(() => new Set<(message: Message) => void>());
    const ended = useEffectEvent(onEnded);

    useEffect(() => {
      const follower = followStream<Message>({
        timers: browserTimers,
        open,
        onState: setState,
        onMessage(message) {
          for (const listener of listeners) listener(message);
        },
        onEnded: () => ended(),
      });
      const onVisibility = () => follower.setHidden(document.visibilityState === "hidden");
      onVisibility();
      document.addEventListener("visibilitychange", onVisibility);
      return () => {
        document.removeEventListener("visibilitychange", onVisibility);
        follower.stop();
      };
    }, [open, listeners]);

    return createElement(LiveContext, { value: { state, listeners } }, children);
  }

  function useLiveMessages(listener: (message: Message) => void): void {
    const { listeners } = useLive();
    const latest = useRef(listener);
    useEffect(() => {
      latest.current = listener;
    });
    useEffect(() => {
      const call = (message: Message) => latest.current(message);
      listeners.add(call);
      call(catchUp);
      return () => void listeners.delete(call);
    }, [listeners]);
  }

  return { LiveProvider, useLiveState: () => useLive().state, useLiveMessages };
}
