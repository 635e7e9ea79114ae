const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

const dayOnly = { day: "numeric", month: "short", year: "numeric" } as const;
const clock = { hour: "2-digit", minute: "2-digit", second: "2-digit" } as const;
const absolute = { weekday: "short", ...dayOnly, ...clock, timeZoneName: "short" } as const;
const dayAndClock = { day: "numeric", month: "short", ...clock } as const;
const minutely = {
  weekday: "short",
  ...dayOnly,
  hour: "2-digit",
  minute: "2-digit",
  timeZoneName: "short",
} as const;

const formatters = new Map<object, Map<string | undefined, Intl.DateTimeFormat>>();

/** Making a formatter costs a hundred times what formatting costs, and a table has hundreds of times. */
function formatterOf(options: Intl.DateTimeFormatOptions, timeZone?: string): Intl.DateTimeFormat {
  const byZone = formatters.get(options) ?? new Map<string | undefined, Intl.DateTimeFormat>();
  formatters.set(options, byZone);
  const known = byZone.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat("en-GB", {
    ...options,
    ...(timeZone === undefined ? {} : { timeZone }),
  });
  byZone.set(timeZone, made);
  return made;
}

/**
 * How long ago (or until) in words: "just now", "4 min ago", "in 2 h", "3 days ago"; beyond 30 days
 * the date. Minutes and hours are completed ones: 119 s ago is "1 min ago".
 */
export function describeRelativeTime(at: Date, now: number): string {
  const difference = now - at.getTime();
  const distance = Math.abs(difference);
  // Up to 20 s ahead is a clock that differs a little, not the future.
  if (distance < minute) return difference >= -20 * second ? "just now" : "in a moment";
  if (distance >= 30 * day) return formatDay(at);
  const amount = describeAmount(distance);
  return difference >= 0 ? `${amount} ago` : `in ${amount}`;
}

function describeAmount(distance: number): string {
  if (distance < hour) return `${Math.floor(distance / minute)} min`;
  if (distance < day) return `${Math.floor(distance / hour)} h`;
  const days = Math.floor(distance / day);
  return days === 1 ? "1 day" : `${days} days`;
}

function formatDay(at: Date): string {
  return formatterOf(dayOnly).format(at);
}

/** The whole time with its zone by name: "Tue, 1 Sep 2026, 14:03:22 CEST". Without a zone: the viewer's. */
export function formatAbsoluteTime(at: Date, timeZone?: string): string {
  return formatterOf(absolute, timeZone).format(at);
}

/** The time as the server writes it, the same for every reader: "2026-09-01 14:03 UTC". */
export function formatServerTime(at: Date): string {
  return `${at.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

/** The time of day with seconds, in the viewer's zone: "14:03:22". */
export function formatClock(at: Date, timeZone?: string): string {
  return formatterOf(clock, timeZone).format(at);
}

/** Day and time with seconds, in the viewer's zone, for what is likely to be of this year: "1 Sep, 14:03:22". */
export function formatDayAndClock(at: Date, timeZone?: string): string {
  return formatterOf(dayAndClock, timeZone).format(at);
}

/** A time that people agree on, such as an end: "Tue, 1 Sep 2026, 14:03 CEST". Without a zone: the viewer's. */
export function formatDayAndMinute(at: Date, timeZone?: string): string {
  return formatterOf(minutely, timeZone).format(at);
}
