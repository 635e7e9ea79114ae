"use client";

import { formatAbsoluteTime, formatClock, formatServerTime } from "./relative-time-rules.ts";
import { useNow } from "./use-now.ts";

export interface AbsoluteTimeProps {
  at: Date | string;
  /** `clock`: "14:03:22", `minute`: "14:03", with the rest on hover; `full`: date, time and zone. */
  format?: "clock" | "minute" | "full";
  className?: string;
}

/** A moment in the viewer's own zone. On the server it is written in UTC and says so. */
export function AbsoluteTime({ at, format = "full", className }: AbsoluteTimeProps) {
  const known = useNow("minute") !== null;
  const date = new Date(at);
  const full = known ? formatAbsoluteTime(date) : formatServerTime(date);
  return (
    <time className={className} dateTime={date.toISOString()} title={full}>
      {format === "full" || !known ? full : textOf(date, format)}
    </time>
  );
}

function textOf(date: Date, format: "clock" | "minute"): string {
  return format === "clock" ? formatClock(date) : formatClock(date).slice(0, "14:03".length);
}
