import { classNames } from "./class-names.ts";
import { initialsOf } from "./initials.ts";

/** A person as two letters; no pictures are fetched from anywhere. The name must stand beside it or in `name` alone. */
export function AvatarInitials({
  name,
  size = "medium",
  decorative = true,
  className,
}: {
  name: string;
  size?: "small" | "medium";
  /** False when the name does not stand beside it: then it is read aloud. */
  decorative?: boolean;
  className?: string;
}) {
  return (
    <span
      {...(decorative ? { "aria-hidden": true } : { role: "img", "aria-label": name })}
      className={classNames(
        "inline-grid shrink-0 place-items-center rounded-full bg-border font-semibold text-muted-foreground select-none",
        size === "small" ? "size-5 text-[0.625rem]" : "size-7 text-[0.6875rem]",
        className,
      )}
    >
      {initialsOf(name)}
    </span>
  );
}
