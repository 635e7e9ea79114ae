import { CloudOff, LoaderCircle } from "lucide-react";
import { AbsoluteTime } from "./absolute-time.tsx";
import { classNames } from "./class-names.ts";
import { words } from "./words.ts";

export type LiveBadgeProps =
  | { state: "live" | "reconnecting"; since?: Date | string }
  | { state: "stale"; since: Date | string };

/** Whether what stands on the page is true now: live, reconnecting, or stale since when. */
export function LiveBadge(props: LiveBadgeProps) {
  return (
    <span
      className={classNames(
        "inline-flex h-6 items-center gap-1.5 rounded-full border px-2 text-xs font-medium whitespace-nowrap tabular-nums",
        props.state === "live" && "text-muted-foreground",
        props.state === "reconnecting" && "border-transparent bg-amber-soft text-amber",
        props.state === "stale" && "border-transparent bg-red-soft text-red",
      )}
      data-live={props.state}
      role="status"
    >
      {props.state === "live" ? (
        <>
          <span aria-hidden className="size-2 rounded-full bg-green-icon" />
          {words.live}
        </>
      ) : null}
      {props.state === "reconnecting" ? (
        <>
          <LoaderCircle aria-hidden className="size-3.5 animate-turn text-amber-icon" />
          {words.reconnecting}
        </>
      ) : null}
      {props.state === "stale" ? (
        <>
          <CloudOff aria-hidden className="size-3.5 text-red-icon" />
          <span>
            {words.staleSince} <AbsoluteTime at={props.since} format="clock" />
          </span>
        </>
      ) : null}
    </span>
  );
}
