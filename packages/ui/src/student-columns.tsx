import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

export interface StudentColumnsProps {
  children: ReactNode;
  aside?: ReactNode;
  /** Where the side column goes on narrow screens; `above` when it holds the one thing to do. */
  narrow?: "below" | "above";
}

/** One column of 720 px and a side column. Read and focused in the order in which a phone shows them. */
export function StudentColumns({ children, aside, narrow = "below" }: StudentColumnsProps) {
  const side =
    aside === undefined ? null : (
      <aside
        className={classNames(
          "flex min-w-0 flex-col gap-8 lg:sticky lg:top-[calc(var(--frame-header)+2.5rem)]",
          "lg:col-start-2 lg:row-start-1",
        )}
      >
        {aside}
      </aside>
    );
  return (
    <div className="grid grid-cols-[minmax(0,45rem)] items-start justify-between gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,45rem)_16rem]">
      {narrow === "above" ? side : null}
      <div className="flex min-w-0 flex-col gap-8 lg:col-start-1 lg:row-start-1">{children}</div>
      {narrow === "below" ? side : null}
    </div>
  );
}
