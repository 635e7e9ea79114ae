import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { RelativeTime } from "./relative-time.tsx";
import { type Tone, toneIcon } from "./tone.ts";

/** What happened, one thing below the other, joined by a line. */
export function Timeline({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ol aria-label={label} className="flex flex-col">
      {children}
    </ol>
  );
}

export interface TimelineItemProps {
  icon: ReactNode;
  tone?: Tone;
  /** What happened: "Stopped", "Push received". */
  title: ReactNode;
  /** Who did it. */
  actor?: ReactNode;
  at: Date | string;
  /** Why, in the actor's words. */
  reason?: ReactNode;
  /** Evidence: ids, before and after. */
  children?: ReactNode;
}

/** One event. */
export function TimelineItem({
  icon,
  tone = "grey",
  title,
  actor,
  at,
  reason,
  children,
}: TimelineItemProps) {
  return (
    <li className="group/event relative flex gap-3 pb-5 last:pb-0">
      <span
        aria-hidden
        className="absolute start-3 top-7 bottom-1 w-px bg-border group-last/event:hidden"
      />
      <span
        aria-hidden
        className={classNames(
          "grid size-6 shrink-0 place-items-center rounded-full border bg-card [&_svg]:size-3.5",
          toneIcon[tone],
        )}
      >
        {icon}
      </span>
      <div className="flex min-w-0 flex-1 flex-col gap-1 pt-0.5">
        <div className="flex flex-wrap items-baseline gap-x-2">
          <span className="font-medium">{title}</span>
          {actor === undefined ? null : <span className="text-muted-foreground">{actor}</span>}
          <RelativeTime at={at} className="ms-auto text-small text-subtle-foreground" />
        </div>
        {reason === undefined ? null : (
          <p className="border-s-2 ps-2.5 text-muted-foreground">{reason}</p>
        )}
        {children}
      </div>
    </li>
  );
}
