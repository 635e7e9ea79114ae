"use client";

import { useRef } from "react";
import { mainContentId } from "./skip-link.tsx";

export interface FocusReturn {
  /** To be called when the dialog opens, before it takes the focus. */
  rememberOpener: () => void;
  /** For `onCloseAutoFocus`. */
  returnFocus: (event: Event) => void;
}

/**
 * Gives the focus back to what opened a dialog. Radix does so only for a trigger of its own; a dialog
 * that is opened by a state would leave the focus nowhere. When the opener is gone by then (the button
 * of something that is done), the page's content takes it.
 */
export function useFocusReturn(): FocusReturn {
  const opener = useRef<HTMLElement | null>(null);
  return {
    rememberOpener() {
      const { activeElement } = document;
      opener.current = activeElement instanceof HTMLElement ? activeElement : null;
    },
    returnFocus(event) {
      event.preventDefault();
      const back = opener.current?.isConnected === true ? opener.current : null;
      (back ?? document.getElementById(mainContentId))?.focus();
    },
  };
}
