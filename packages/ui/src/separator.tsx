import { classNames } from "./class-names.ts";

/** A hairline. */
export function Separator({
  orientation = "horizontal",
  className,
}: {
  orientation?: "horizontal" | "vertical";
  className?: string;
}) {
  return orientation === "horizontal" ? (
    <hr className={classNames("border-t", className)} />
  ) : (
    <span
      aria-hidden
      className={classNames("inline-block h-4 w-px shrink-0 bg-border", className)}
    />
  );
}
