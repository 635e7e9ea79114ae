"use client";

import { useEffect, useRef, useSyncExternalStore } from "react";

const storageKey = "forgea.single-keys";
const changed = "forgea:single-keys";

/** Whether keys without ctrl or ⌘ act at all; people who dictate turn them off (WCAG 2.1.4). */
export function singleKeysEnabled(): boolean {
  try {
    return window.localStorage.getItem(storageKey) !== "off";
  } catch {
    return true;
  }
}

/** Turns single-key shortcuts on or off, in this browser. */
export function setSingleKeysEnabled(enabled: boolean): void {
  try {
    window.localStorage.setItem(storageKey, enabled ? "on" : "off");
  } catch {
    // Storage refused: the choice cannot be remembered, and nothing else depends on it.
  }
  window.dispatchEvent(new Event(changed));
}

/** The setting as state. */
export function useSingleKeysEnabled(): boolean {
  return useSyncExternalStore(subscribeToSetting, singleKeysEnabled, () => true);
}

function subscribeToSetting(listener: () => void): () => void {
  window.addEventListener(changed, listener);
  return () => window.removeEventListener(changed, listener);
}

/**
 * Calls `action` when `key` is pressed alone ("j", "?", "/", "["), or with ⌘ or ctrl for "mod+k".
 * Silent while somebody types, while a dialog is open, and when single keys are turned off.
 */
export function useShortcut(
  key: string,
  action: (event: KeyboardEvent) => void,
  active = true,
): void {
  const latest = useRef(action);
  useEffect(() => {
    latest.current = action;
  });

  useEffect(() => {
    if (!active) return undefined;
    const modified = key.startsWith("mod+");
    const wanted = modified ? key.slice("mod+".length) : key;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.key !== wanted || event.altKey) return;
      if ((event.metaKey || event.ctrlKey) !== modified) return;
      if (!modified && (!singleKeysEnabled() || isBusy(event.target))) return;
      event.preventDefault();
      latest.current(event);
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [key, active]);
}

function isBusy(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable) return true;
  return (
    target.closest(
      "input, textarea, select, [role=dialog], [role=alertdialog], [role=menu], [role=listbox]",
    ) !== null
  );
}
