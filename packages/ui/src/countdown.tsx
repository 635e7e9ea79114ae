"use client";

import { useEffect, useRef } from "react";
import { announce } from "./announce.ts";
import { classNames } from "./class-names.ts";
import { lastMinutes, minutesToAnnounce, readCountdown } from "./countdown-rules.ts";
import { formatAbsoluteTime, formatServerTime } from "./relative-time-rules.ts";
import { useNow } from "./use-now.ts";
import { words } from "./words.ts";

export interface CountdownProps {
  endsAt: Date | string;
  /** Said once the time is over. */
  endedLabel?: string;
  /** Without the word "left", where a heading says it. */
  bare?: boolean;
  className?: string;
}

/** The time left: by the minute, in the last five by the second; says aloud when 5 and 1 are left. */
export function Countdown({
  endsAt,
  endedLabel = words.timeIsUp,
  bare = false,
  className,
}: CountdownProps) {
  const end = new Date(endsAt);
  const coarse = useNow("minute");
  // The fine clock ticks only where it is looked at; an hour before the end nothing re-renders by the second.
  const near = coarse !== null && end.getTime() - coarse <= lastMinutes + 30_000;
  const looks = { end, endedLabel, bare, className };
  return near && end.getTime() > coarse - 1000 ? (
    <FineCountdown {...looks} />
  ) : (
    <Reading {...looks} now={coarse} />
  );
}

interface ReadingProps {
  end: Date;
  endedLabel: string;
  bare: boolean;
  className: string | undefined;
}

function FineCountdown(props: ReadingProps) {
  const now = useNow("second");
  const before = useRef(now);
  const { end, endedLabel } = props;

  useEffect(() => {
    if (now === null) return;
    const last = before.current ?? now;
    before.current = now;
    const minutes = minutesToAnnounce(end, last, now);
    if (minutes !== undefined) announce(words.minutesLeft(minutes));
    if (last < end.getTime() && now >= end.getTime()) announce(endedLabel);
  }, [now, end, endedLabel]);

  return <Reading {...props} now={now} />;
}

function Reading({ end, endedLabel, bare, className, now }: ReadingProps & { now: number | null }) {
  const reading = now === null ? null : readCountdown(end, now);
  return (
    <time
      className={classNames(
        "whitespace-nowrap",
        reading?.phase === "soon" && "text-amber",
        className,
      )}
      dateTime={end.toISOString()}
      role="timer"
      title={now === null ? formatServerTime(end) : formatAbsoluteTime(end)}
    >
      {reading === null ? formatServerTime(end) : null}
      {reading?.phase === "ended" ? endedLabel : null}
      {reading === null || reading.phase === "ended" ? null : leftIn(reading.text, bare)}
    </time>
  );
}

function leftIn(text: string, bare: boolean): string {
  return bare ? text : words.timeLeft(text);
}
