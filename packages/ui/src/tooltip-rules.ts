import type { TooltipSide } from "./tooltip.tsx";

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

const gap = 6;
const margin = 8;

const opposite = { top: "bottom", bottom: "top", left: "right", right: "left" } as const;

/**
 * Where a hint of this size stands beside its anchor: on the wanted side, on the other one where
 * there is no room, and never outside of the window. Pure.
 */
export function placeTooltip(
  anchor: Box,
  hint: Pick<Box, "width" | "height">,
  side: TooltipSide,
  window: Pick<Box, "width" | "height">,
): { left: number; top: number } {
  const wanted = beside(anchor, hint, side);
  const placed = fits(wanted, hint, side, window) ? wanted : beside(anchor, hint, opposite[side]);
  return {
    left: clamp(placed.left, window.width - hint.width),
    top: clamp(placed.top, window.height - hint.height),
  };
}

function beside(anchor: Box, hint: Pick<Box, "width" | "height">, side: TooltipSide) {
  const centre = {
    left: anchor.left + (anchor.width - hint.width) / 2,
    top: anchor.top + (anchor.height - hint.height) / 2,
  };
  switch (side) {
    case "top":
      return { left: centre.left, top: anchor.top - hint.height - gap };
    case "bottom":
      return { left: centre.left, top: anchor.top + anchor.height + gap };
    case "left":
      return { left: anchor.left - hint.width - gap, top: centre.top };
    case "right":
      return { left: anchor.left + anchor.width + gap, top: centre.top };
  }
}

function fits(
  place: { left: number; top: number },
  hint: Pick<Box, "width" | "height">,
  side: TooltipSide,
  window: Pick<Box, "width" | "height">,
): boolean {
  if (side === "top") return place.top >= margin;
  if (side === "left") return place.left >= margin;
  if (side === "bottom") return place.top + hint.height <= window.height - margin;
  return place.left + hint.width <= window.width - margin;
}

function clamp(value: number, largest: number): number {
  return Math.max(margin, Math.min(value, largest - margin));
}
