const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** From here on the countdown ticks by the second. */
export const lastMinutes = 5 * minute;

type CountdownPhase = "calm" | "soon" | "ended";

interface CountdownReading {
  /** "2 days 4 h", "1 h 25 min", "25 min", "4:59"; empty once ended. */
  text: string;
  phase: CountdownPhase;
}

/**
 * What stands on a countdown at `now`. Whole minutes are rounded up and seconds too, so that it
 * never says 0 while there is time; it ends exactly at `endsAt`.
 */
export function readCountdown(endsAt: Date, now: number): CountdownReading {
  const left = endsAt.getTime() - now;
  if (left <= 0) return { text: "", phase: "ended" };
  if (left <= lastMinutes) {
    const seconds = Math.ceil(left / second);
    const text = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    return { text, phase: "soon" };
  }
  return { text: describeLeft(Math.ceil(left / minute) * minute), phase: "calm" };
}

function describeLeft(left: number): string {
  if (left < hour) return `${left / minute} min`;
  if (left < day) return join(Math.floor(left / hour), "h", (left % hour) / minute, "min");
  const days = Math.floor(left / day);
  return join(days, days === 1 ? "day" : "days", Math.floor((left % day) / hour), "h");
}

function join(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}

/** The whole minutes worth saying aloud when the countdown passes from `before` to `now`: 5 and 1. */
export function minutesToAnnounce(endsAt: Date, before: number, now: number): number | undefined {
  return [1, 5].find((minutes) => {
    const moment = endsAt.getTime() - minutes * minute;
    return before < moment && now >= moment;
  });
}
