/** The places at which a chaos run may kill or pause a process, in the order of a session's setting up. */
export const crashPoints = [
  "before-reserve-commits",
  "after-reserve",
  "lease-taken",
  "request-sent",
  "executed-answer-lost",
  "content-copying",
  "answer-read-before-binding",
  "woken-after-lease",
  "inside-binding",
  "after-binding",
  "invited-not-recorded",
  "job-done-not-acknowledged",
  "in-progress-reply-lost",
  "compensation-sent",
  "deleted-not-recorded",
] as const;

export type CrashPoint = (typeof crashPoints)[number];

/**
 * Called where a crash would hurt most, with the lab session (before there is one: who starts what).
 * In production nothing is there to be called.
 */
export type Failpoint = (point: CrashPoint, subject: string) => Promise<void>;
