import {
  Archive,
  CircleCheck,
  CircleDot,
  CircleX,
  Clock,
  LoaderCircle,
  type LucideIcon,
  ShieldAlert,
} from "lucide-react";
import { classNames } from "./class-names.ts";
import { type Tone, toneIcon, toneSurface, toneText } from "./tone.ts";

/** The statuses of a lab session; HELD is no status, but it is what a person sees while a hold stands. */
export type StatusVariant =
  | "PROVISIONING"
  | "IN_PROGRESS"
  | "COMPLETED"
  | "FAILED"
  | "EXPIRED"
  | "HELD"
  | "ARCHIVED";

/** How each status looks. The words come from the caller's catalogue. */
export const statusLooks = {
  PROVISIONING: { tone: "blue", icon: LoaderCircle, turning: true },
  IN_PROGRESS: { tone: "green", icon: CircleDot, turning: false },
  COMPLETED: { tone: "violet", icon: CircleCheck, turning: false },
  FAILED: { tone: "red", icon: CircleX, turning: false },
  EXPIRED: { tone: "amber", icon: Clock, turning: false },
  HELD: { tone: "orange", icon: ShieldAlert, turning: false },
  ARCHIVED: { tone: "grey", icon: Archive, turning: false },
} as const satisfies Record<StatusVariant, { tone: Tone; icon: LucideIcon; turning: boolean }>;

export interface StatusIconProps {
  status: StatusVariant;
  className?: string;
}

/** The icon of a status in its colour, for places where the word stands beside it anyway. */
export function StatusIcon({ status, className }: StatusIconProps) {
  const { icon: Icon, tone, turning } = statusLooks[status];
  return (
    <Icon
      aria-hidden
      className={classNames(
        "size-4 shrink-0",
        toneIcon[tone],
        turning && "animate-turn",
        className,
      )}
      strokeWidth={2.25}
    />
  );
}

export interface StatusBadgeProps {
  status: StatusVariant;
  /** The word that people read, from the caller's catalogue. */
  label: string;
  /** `pill` on pages; `plain` in rows, where seven pills a screen would shout. */
  appearance?: "pill" | "plain";
  className?: string;
}

/** A status: always icon, word and colour together. */
export function StatusBadge({ status, label, appearance = "pill", className }: StatusBadgeProps) {
  const { tone } = statusLooks[status];
  return (
    <span
      className={classNames(
        "inline-flex items-center gap-1.5 align-middle whitespace-nowrap",
        appearance === "pill"
          ? [
              "h-6 rounded-full ps-1.5 pe-2.5 text-small font-medium",
              toneSurface[tone],
              toneText[tone],
            ]
          : "text-foreground",
        className,
      )}
      data-status={status}
    >
      <StatusIcon status={status} />
      {label}
    </span>
  );
}
