import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

/**
 * The space of an admin page. `padded`: with margins, for facts and forms. `fill`: exactly the window
 * below the header, without margins, for a table that scrolls by itself to the edges.
 */
export function PageBody({
  layout = "padded",
  className,
  children,
}: {
  layout?: "padded" | "fill";
  className?: string;
  children: ReactNode;
}) {
  return (
    <div
      className={classNames(
        "flex min-w-0 flex-col",
        layout === "padded" && "mx-auto w-full max-w-[90rem] gap-6 px-4 py-6 lg:px-6",
        // Taken out of the flow, so that its rows cannot make the page taller than the window.
        layout === "fill" && "absolute inset-0",
        className,
      )}
    >
      {children}
    </div>
  );
}
