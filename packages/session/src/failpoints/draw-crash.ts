import { createHash } from "node:crypto";
import { type CrashPoint, crashPoints } from "./crash-points.ts";

export interface Crash {
  readonly point: CrashPoint;
  readonly action: "kill" | "pause";
  /** How long a paused process sleeps, in milliseconds. */
  readonly pauseMs: number;
  /** How long to wait at the point before it happens, in milliseconds: a request is on its way by then. */
  readonly delayMs: number;
}

/** Longer than a lease and than the silence after which a worker is taken for dead. */
const longPauseMs = 24_000;
const shortPauseMs = 2_000;
const longestDelayMs = 16;

/**
 * What a run with this seed does to this subject, or null for the part that is left alone. The same
 * in every process, so that a session meets one crash and not one per worker.
 */
export function drawCrash(seed: number, share: number, subject: string): Crash | null {
  const bytes = createHash("sha256").update(`${seed}:${subject}`).digest();
  const part = (at: number) => bytes.readUInt32BE(at) / 2 ** 32;
  if (part(0) >= share) return null;
  const point = crashPoints[Math.floor(part(4) * crashPoints.length)] ?? crashPoints[0];
  const pauseMs = part(12) < 0.5 ? shortPauseMs : longPauseMs;
  const delayMs = point === "request-sent" ? Math.floor(part(16) * longestDelayMs) : 0;
  if (point === "woken-after-lease")
    return { point, action: "pause", pauseMs: longPauseMs, delayMs };
  return { point, action: part(8) < 0.5 ? "kill" : "pause", pauseMs, delayMs };
}
