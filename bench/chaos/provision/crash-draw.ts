import { createHash } from "node:crypto";

/** The product's failpoints, by the names that it writes into its records. */
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

/** The point that the product draws for a subject: it is reached only when the run does what leads there. */
export function drawnPoint(seed: number, subject: string): CrashPoint {
  const bytes = createHash("sha256").update(`${seed}:${subject}`).digest();
  const place = Math.floor((bytes.readUInt32BE(4) / 2 ** 32) * crashPoints.length);
  return crashPoints[place] ?? crashPoints[0];
}

/** What a process wrote before it killed or paused itself. */
export type CrashRecord = {
  subject: string;
  point: CrashPoint;
  action: "kill" | "pause";
  pauseMs: number;
  /** Milliseconds since 1970. */
  at: number;
  /** The other sessions whose job was in its hands. */
  met: string[];
};
