"use client";

import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { useChangedGlow } from "./glow.tsx";

export interface StatFilterProps {
  label: string;
  count: number;
  icon?: ReactNode;
  pressed: boolean;
  onPressedChange: (pressed: boolean) => void;
}

/** A count that is a filter: pressed, the table shows only those. */
export function StatFilter({ label, count, icon, pressed, onPressedChange }: StatFilterProps) {
  const glow = useChangedGlow(count);
  return (
    <button
      aria-pressed={pressed}
      className={classNames(
        "flex h-8 shrink-0 items-center gap-2 rounded-lg border px-2.5 text-sm transition-colors duration-[120ms] [&_svg]:size-4",
        pressed
          ? "border-border-strong bg-selected text-foreground"
          : "border-border bg-card text-muted-foreground hover:bg-hover hover:text-foreground",
      )}
      onClick={() => onPressedChange(!pressed)}
      type="button"
    >
      {icon}
      {label}
      <span
        className={classNames(
          "-mx-1 rounded-sm px-1 font-semibold tabular-nums",
          count > 0 ? "text-foreground" : "text-subtle-foreground",
          glow,
        )}
      >
        {count.toLocaleString("en-GB")}
      </span>
    </button>
  );
}

/** A strip of counts. It scrolls sideways where it does not fit, so that the table below never moves. */
export function StatFilterBar({ label, children }: { label: string; children: ReactNode }) {
  return (
    <fieldset
      aria-label={label}
      className="-m-1 flex min-w-0 gap-2 overflow-x-auto p-1 [scrollbar-width:none]"
    >
      {children}
    </fieldset>
  );
}
