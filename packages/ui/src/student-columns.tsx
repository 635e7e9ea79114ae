import type { ReactNode } from "react";

/** One column of 720 px and a side column, which moves below on narrow screens. */
export function StudentColumns({ children, aside }: { children: ReactNode; aside?: ReactNode }) {
  return (
    <div className="grid grid-cols-[minmax(0,45rem)] items-start justify-between gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,45rem)_16rem]">
      <div className="flex min-w-0 flex-col gap-8">{children}</div>
      {aside === undefined ? null : (
        <aside className="flex min-w-0 flex-col gap-8 lg:sticky lg:top-[calc(var(--frame-header)+2.5rem)]">
          {aside}
        </aside>
      )}
    </div>
  );
}
