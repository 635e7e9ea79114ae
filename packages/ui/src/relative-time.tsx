"use client";

import {
  describeRelativeTime,
  formatAbsoluteTime,
  formatServerTime,
} from "./relative-time-rules.ts";
import { useNow } from "./use-now.ts";

export interface RelativeTimeProps {
  at: Date | string;
  className?: string;
}

/**
 * A moment as "4 min ago", with the absolute time and zone on hover. The server writes the UTC time,
 * the browser replaces it, so that both agree on the first paint.
 */
export function RelativeTime({ at, className }: RelativeTimeProps) {
  const now = useNow("minute");
  const date = new Date(at);
  return (
    <time
      className={className}
      dateTime={date.toISOString()}
      title={now === null ? formatServerTime(date) : formatAbsoluteTime(date)}
    >
      {now === null ? formatServerTime(date) : describeRelativeTime(date, now)}
    </time>
  );
}
