"use client";

import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { Kbd } from "./kbd.tsx";
import type { TooltipSide } from "./tooltip.tsx";
import { placeTooltip } from "./tooltip-rules.ts";

const hintId = "forgea-hint";
const openDelayMs = 400;
/** Moving along a row of icons shows each hint at once. */
const skipDelayMs = 200;
/** Time to reach the hint with the pointer, which keeps it open. */
const closeDelayMs = 100;

/** Shows the hint of whatever is marked by <Tooltip>. Mounted once, by <UiProvider>. */
export function TooltipLayer() {
  const [anchor, setAnchor] = useState<Element | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const closedAt = useRef(0);

  useEffect(() => {
    let current: Element | null = null;
    const show = (next: Element | null) => {
      clearTimeout(timer.current);
      if (current === next) return;
      if (current !== null) {
        current.removeAttribute("aria-describedby");
        closedAt.current = Date.now();
      }
      current = next;
      next?.setAttribute("aria-describedby", hintId);
      setAnchor(next);
    };
    const later = (next: Element | null, delay: number) => {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => show(next), delay);
    };
    const onOver = (event: PointerEvent) => {
      if (event.pointerType === "touch") return;
      const { target } = event;
      if (target instanceof Element && target.closest(`#${hintId}`) !== null) {
        clearTimeout(timer.current);
        return;
      }
      const next = markedBy(target);
      if (next === null)
        return current === null ? clearTimeout(timer.current) : later(null, closeDelayMs);
      const soon = current !== null || Date.now() - closedAt.current < skipDelayMs;
      later(next, soon ? 0 : openDelayMs);
    };
    const onFocus = ({ target }: FocusEvent) => {
      const next = markedBy(target);
      if (next?.matches(":focus-visible") === true) show(next);
    };
    const hide = () => show(null);
    const onKey = ({ key }: KeyboardEvent) => {
      if (key === "Escape") hide();
    };
    const stop = new AbortController();
    const { signal } = stop;
    document.addEventListener("pointerover", onOver, { signal });
    document.addEventListener("pointerdown", hide, { signal, capture: true });
    document.addEventListener("focusin", onFocus, { signal });
    document.addEventListener("focusout", hide, { signal });
    document.addEventListener("keydown", onKey, { signal, capture: true });
    document.addEventListener("scroll", hide, { signal, capture: true, passive: true });
    return () => {
      stop.abort();
      show(null);
    };
  }, []);

  return anchor === null ? null : createPortal(<Hint anchor={anchor} />, document.body);
}

function Hint({ anchor }: { anchor: Element }) {
  const box = useRef<HTMLDivElement>(null);
  const keys = anchor.getAttribute("data-hint-keys")?.split(" ");
  const side = (anchor.getAttribute("data-hint-side") ?? "top") as TooltipSide;

  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    const window = { width: innerWidth, height: innerHeight };
    const size = { width: element.offsetWidth, height: element.offsetHeight };
    const { left, top } = placeTooltip(anchor.getBoundingClientRect(), size, side, window);
    element.style.left = `${left}px`;
    element.style.top = `${top}px`;
  }, [anchor, side]);

  return (
    <div
      className="fixed top-0 left-0 z-50 flex max-w-72 animate-fade-in items-center gap-2 rounded-md bg-popover px-2 py-1 text-xs text-foreground shadow-float"
      id={hintId}
      key={anchor.getAttribute("data-hint")}
      ref={box}
      role="tooltip"
    >
      {anchor.getAttribute("data-hint")}
      {keys?.map((key) => (
        <Kbd key={key}>{key}</Kbd>
      ))}
    </div>
  );
}

function markedBy(target: EventTarget | null): Element | null {
  return target instanceof Element ? target.closest("[data-hint]") : null;
}
