"use client";

import { type ReactNode, useState } from "react";
import { classNames } from "./class-names.ts";

/** The class that makes an element glow once for a second whenever `value` changes; empty at first sight. */
export function useChangedGlow(value: unknown): string {
  const [previous, setPrevious] = useState(value);
  const [changes, setChanges] = useState(0);
  if (!Object.is(previous, value)) {
    setPrevious(value);
    setChanges(changes + 1);
  }
  if (changes === 0) return "";
  return changes % 2 === 1 ? "animate-glow" : "animate-glow-again";
}

/** Marks what just changed: glows once for a second when `value` differs from before. Moves nothing. */
export function Glow({
  value,
  className,
  children,
}: {
  value: string | number | boolean | null;
  className?: string;
  children: ReactNode;
}) {
  const glow = useChangedGlow(value);
  return (
    <span
      className={classNames(
        "-mx-1 inline-flex items-center rounded-sm px-1 align-middle",
        glow,
        className,
      )}
    >
      {children}
    </span>
  );
}
