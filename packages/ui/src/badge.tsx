import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { type Tone, toneSurface, toneText } from "./tone.ts";

/** A small fact beside a title: "v3", "forced", "trial". Statuses have <StatusBadge>. */
export function Badge({
  tone = "grey",
  icon,
  children,
  className,
}: {
  tone?: Tone;
  icon?: ReactNode;
  children: ReactNode;
  className?: string;
}) {
  return (
    <span
      className={classNames(
        "inline-flex h-5 items-center gap-1 rounded-sm px-1.5 align-middle text-xs font-medium whitespace-nowrap [&_svg]:size-3",
        toneSurface[tone],
        toneText[tone],
        className,
      )}
    >
      {icon}
      {children}
    </span>
  );
}
