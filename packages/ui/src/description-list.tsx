import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

/** Facts, a term and its value a line. `stacked` puts the term above the value, for a side column. */
export function DescriptionList({
  layout = "rows",
  className,
  children,
}: {
  layout?: "rows" | "stacked";
  className?: string;
  children: ReactNode;
}) {
  return (
    <dl
      className={classNames(
        "group/facts flex flex-col",
        layout === "stacked" ? "gap-4" : "divide-y",
        className,
      )}
      data-layout={layout}
    >
      {children}
    </dl>
  );
}

/** One fact. */
export function DescriptionItem({ term, children }: { term: ReactNode; children: ReactNode }) {
  return (
    <div className="grid min-w-0 grid-cols-1 gap-x-4 gap-y-0.5 group-data-[layout=rows]/facts:py-2 sm:group-data-[layout=rows]/facts:grid-cols-[minmax(6rem,9rem)_minmax(0,1fr)]">
      <dt className="text-small leading-(--body-leading) text-muted-foreground">{term}</dt>
      <dd className="min-w-0 [overflow-wrap:anywhere]">{children}</dd>
    </div>
  );
}
