const minute = 60_000;

/** Minutes before the end at which the page reminds. */
const reminders = [5, 10, 30] as const;
export type Reminder = (typeof reminders)[number];

/**
 * The reminder that stands at `now` (milliseconds): fewer minutes than that are left. Null before the
 * first and once it ended. A session that is shorter as a whole is not reminded of what it never had.
 */
export function reminderAt(
  session: { readonly startedAt: Date | null; readonly endsAt: Date | null },
  now: number,
): Reminder | null {
  const { startedAt, endsAt } = session;
  if (endsAt === null) return null;
  const left = endsAt.getTime() - now;
  if (left <= 0) return null;
  const whole =
    startedAt === null ? Number.POSITIVE_INFINITY : endsAt.getTime() - startedAt.getTime();
  return reminders.find((minutes) => left <= minutes * minute && whole > minutes * minute) ?? null;
}
