"use client";

import { Tooltip as Primitive } from "radix-ui";
import type { ReactNode } from "react";
import { Kbd } from "./kbd.tsx";

/** One provider a page, so that moving along a row of icons shows each hint at once. */
export const TooltipProvider = Primitive.Provider;

export interface TooltipProps {
  content: ReactNode;
  /** Shown beside the hint, for example ["g", "s"]. */
  keys?: readonly string[];
  side?: "top" | "right" | "bottom" | "left";
  children: ReactNode;
  /** False: children only. For hints that matter in one state, like a collapsed rail. */
  enabled?: boolean;
}

/** A short hint on hover and focus. Never the only place where something stands. */
export function Tooltip({ content, keys, side = "top", children, enabled = true }: TooltipProps) {
  if (!enabled) return children;
  return (
    <Primitive.Root>
      <Primitive.Trigger asChild>{children}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          className="z-50 flex max-w-72 animate-fade-in items-center gap-2 rounded-md bg-popover px-2 py-1 text-xs text-foreground shadow-float"
          collisionPadding={8}
          side={side}
          sideOffset={6}
        >
          {content}
          {keys?.map((key) => (
            <Kbd key={key}>{key}</Kbd>
          ))}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
