"use client";

import {
  formatAbsoluteTime,
  formatClock,
  formatDayAndClock,
  formatDayAndMinute,
  formatServerTime,
} from "./relative-time-rules.ts";
import { useNow } from "./use-now.ts";

export interface AbsoluteTimeProps {
  at: Date | string;
  /**
   * `clock`: "14:03:22", `minute`: "14:03", `day-clock`: "1 Sep, 14:03:22", `day-minute`: "Tue, 1 Sep 2026,
   * 14:03 CEST", each with the rest on hover; `full`: date, time and zone.
   */
  format?: keyof typeof formats;
  className?: string;
}

const formats = {
  clock: (at: Date) => formatClock(at),
  minute: (at: Date) => formatClock(at).slice(0, "14:03".length),
  "day-clock": (at: Date) => formatDayAndClock(at),
  "day-minute": (at: Date) => formatDayAndMinute(at),
  full: (at: Date) => formatAbsoluteTime(at),
} as const;

/** A moment in the viewer's own zone. On the server it is written in UTC and says so. */
export function AbsoluteTime({ at, format = "full", className }: AbsoluteTimeProps) {
  const known = useNow("minute") !== null;
  const date = new Date(at);
  const full = known ? formatAbsoluteTime(date) : formatServerTime(date);
  return (
    <time className={className} dateTime={date.toISOString()} title={full}>
      {known ? formats[format](date) : full}
    </time>
  );
}
