import { randomUUID } from "node:crypto";

import type { AppClient } from "../../clients/app-client.ts";
import type { Browser } from "../../clients/browser.ts";
import { now } from "../../runner/clock.ts";
import { drawnPoint } from "./crash-draw.ts";
import { startStubbornly } from "./start-stubbornly.ts";
import type { SessionWatch } from "./watch-sessions.ts";

/** One student's session in the storm. Times in milliseconds since 1970. */
export type Journey = {
  labSessionId: string;
  beganAt: number;
  /** Ready with access, or ended and cleared away; null: not within the limit. */
  settledAt: number | null;
  /** When the last start was answered. */
  endedAt: number;
  status: string;
  failureCode: string | null;
  /** Another start answered another session. */
  answeredDifferently: boolean;
};

export type Storm = {
  seed: number;
  origin: string;
  studentUrls: () => string[];
  watch: SessionWatch;
  admin: AppClient;
  random: () => number;
};

/** A session that meets one fault after the other takes its time. Stuck is who is not settled in the end. */
const patienceMs = 420_000;
const doubleClicks = 0.3;

/**
 * Lives one session through the storm: start (some with a double click), a stop by staff where the draw
 * wants a compensation, the wait until it is settled, and another start, which must find the same one.
 */
export async function liveThrough(
  storm: Storm,
  student: { browser: Browser; labSlug: string },
): Promise<Journey> {
  const { watch, seed } = storm;
  const beganAt = now();
  const press = () =>
    startStubbornly({ ...student, origin: storm.origin }, storm.studentUrls, storm.random);
  const clicks = storm.random() < doubleClicks ? [press(), press()] : [press()];
  const answers = await Promise.all(clicks);
  const labSessionId = answers[0] ?? "";
  const point = drawnPoint(seed, labSessionId);
  if (point === "compensation-sent" || point === "deleted-not-recorded") {
    await stopIt(storm, labSessionId);
  }
  const settled = await watch.until(labSessionId, (seen) => seen.settled, patienceMs);
  answers.push(await press());
  return {
    labSessionId,
    beganAt,
    settledAt: settled?.at ?? null,
    endedAt: now(),
    status: settled?.seen.status ?? "PROVISIONING",
    failureCode: settled?.seen.failureCode ?? null,
    answeredDifferently: answers.some((id) => id !== labSessionId),
  };
}

/** Staff stop the session as soon as its repository is made; too late is no matter. */
async function stopIt({ watch, admin }: Storm, labSessionId: string): Promise<void> {
  const found = await watch.until(
    labSessionId,
    ({ made, status }) => made || status !== "PROVISIONING",
    patienceMs,
  );
  if (found?.seen.status !== "PROVISIONING") return;
  const request = {
    id: labSessionId,
    expectedVersion: found.seen.version,
    reason: "chaos run: compensation wanted",
    idempotencyKey: randomUUID(),
  };
  await admin.mutate("admin.labSession.fail", request).catch(() => undefined);
}
