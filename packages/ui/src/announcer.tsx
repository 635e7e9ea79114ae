"use client";

import { useEffect, useState } from "react";
import { onAnnouncement } from "./announce.ts";

/** The page's one live region (polite). Mounted by <UiProvider>; `announce()` speaks through it. */
export function Announcer() {
  const [spoken, setSpoken] = useState({ message: "", turn: 0 });

  useEffect(
    () => onAnnouncement((message) => setSpoken(({ turn }) => ({ message, turn: turn + 1 }))),
    [],
  );

  return (
    <div aria-live="polite" className="sr-only">
      {/* A new element each time: the same sentence said twice is heard twice. */}
      <span key={spoken.turn}>{spoken.message}</span>
    </div>
  );
}
