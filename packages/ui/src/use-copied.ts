"use client";

import { useEffect, useState } from "react";
import { announce } from "./announce.ts";
import { words } from "./words.ts";

const shownMilliseconds = 1600;

/** Copies text and says so. `copied` stays true for a moment, for the icon. */
export function useCopied(): { copied: boolean; copy: (text: string) => Promise<void> } {
  // Counts up at each copy, so that copying again starts the moment anew; 0 is "not copied".
  const [copies, setCopies] = useState(0);

  useEffect(() => {
    if (copies === 0) return undefined;
    const timer = setTimeout(() => setCopies(0), shownMilliseconds);
    return () => clearTimeout(timer);
  }, [copies]);

  async function copy(text: string) {
    try {
      await navigator.clipboard.writeText(text);
      setCopies((count) => count + 1);
      announce(words.copied);
    } catch {
      // Refused, or no secure context (http on another host than localhost).
      announce(words.copyFailed);
    }
  }

  return { copied: copies > 0, copy };
}
