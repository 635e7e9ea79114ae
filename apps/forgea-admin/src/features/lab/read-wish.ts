import { mostPrepared } from "@forgea/session";

/** The form's fields as they are typed. */
export interface WishFields {
  readonly count: string;
  /** As the browser's date and time field gives it, in the viewer's zone; empty: none. */
  readonly classStarts: string;
  readonly keepHours: string;
}

/** Reads what was typed. Pure: `now` in ms since 1970. */
export function readWish({ count: typed, classStarts, keepHours }: WishFields, now: number) {
  const number = Number(typed);
  const isCount = /^\d+$/.test(typed.trim()) && number >= 1 && number <= mostPrepared;
  const starts = classStarts === "" ? null : new Date(classStarts);
  const from = starts?.getTime() ?? now;
  return {
    count: isCount ? number : null,
    classStartsAt: starts,
    wantedUntil: new Date(from + Number(keepHours) * 3_600_000),
    wrong: { count: !isCount, classStarts: starts !== null && !(from > now) },
  };
}
