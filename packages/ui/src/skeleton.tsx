import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { words } from "./words.ts";

/** One grey bar in the shape of what will come. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      aria-hidden
      className={classNames("block h-3.5 animate-breathe rounded-sm bg-selected", className)}
    />
  );
}

/** Around skeletons: says "Loading" once, and shows nothing for the first 150 ms, when most things are there already. */
export function SkeletonGroup({
  label = words.loading,
  className,
  children,
}: {
  label?: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    <div aria-busy className={classNames("animate-appear", className)} role="status">
      <span className="sr-only">{label}</span>
      {children}
    </div>
  );
}

const lineWidths = ["w-full", "w-11/12", "w-4/5", "w-2/3"];
const cellWidths = ["w-3/5", "w-4/5", "w-2/5", "w-1/2", "w-2/3"];

/** Lines of text to come. */
export function SkeletonLines({ lines = 3, label }: { lines?: number; label?: string }) {
  return (
    <SkeletonGroup {...(label === undefined ? {} : { label })} className="flex flex-col gap-2.5">
      {range(lines).map((line) => (
        <Skeleton className={lineWidths[line % lineWidths.length]} key={line} />
      ))}
    </SkeletonGroup>
  );
}

/** A table to come: its header line and rows of the real height. */
export function SkeletonTable({
  rows = 8,
  columns = 5,
  label,
}: {
  rows?: number;
  columns?: number;
  label?: string;
}) {
  return (
    <SkeletonGroup {...(label === undefined ? {} : { label })}>
      {range(rows + 1).map((row) => (
        <div
          className={classNames(
            "flex items-center gap-6 border-b px-4 last:border-b-0",
            row === 0 ? "h-9" : "h-row",
          )}
          key={row}
        >
          {range(columns).map((column) => (
            <div className="flex-1" key={column}>
              <Skeleton
                className={
                  row === 0 ? "h-2.5 w-16" : cellWidths[(row * 2 + column) % cellWidths.length]
                }
              />
            </div>
          ))}
        </div>
      ))}
    </SkeletonGroup>
  );
}

/** A card to come. */
export function SkeletonCard({ lines = 3, label }: { lines?: number; label?: string }) {
  return (
    <SkeletonGroup
      {...(label === undefined ? {} : { label })}
      className="flex flex-col gap-3 rounded-lg border bg-card p-4"
    >
      <Skeleton className="h-4 w-40" />
      {range(lines).map((line) => (
        <Skeleton className={lineWidths[(line + 1) % lineWidths.length]} key={line} />
      ))}
    </SkeletonGroup>
  );
}

function range(length: number): number[] {
  return Array.from({ length }, (_, index) => index);
}
