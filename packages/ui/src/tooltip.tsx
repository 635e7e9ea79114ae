import { cloneElement, type ReactElement } from "react";

export type TooltipSide = "top" | "right" | "bottom" | "left";

/** What marks an element that has a hint. */
interface HintMarks {
  "data-hint"?: string;
  "data-hint-side"?: TooltipSide;
  "data-hint-keys"?: string;
}

export interface TooltipProps {
  content: string;
  /** Shown beside the hint, for example ["g", "s"]. */
  keys?: readonly string[];
  side?: TooltipSide;
  children: ReactElement<HintMarks>;
  /** False: children only. For hints that matter in one state, like a collapsed rail. */
  enabled?: boolean;
}

/**
 * A short hint on hover and focus. Never the only place where something stands. It only marks its
 * child: one <TooltipLayer> shows the hints of the whole page, however many rows have icons.
 */
export function Tooltip({ content, keys, side = "top", children, enabled = true }: TooltipProps) {
  if (!enabled) return children;
  const marks: HintMarks = {
    "data-hint": content,
    "data-hint-side": side,
    ...(keys === undefined ? {} : { "data-hint-keys": keys.join(" ") }),
  };
  return cloneElement(children, marks);
}
